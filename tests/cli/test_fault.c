/* An erasure on a disk that is full, or that may only be read: erased whole or not at all, and said. The disks
 * are small ones in memory, in a namespace of the shell's own; where that may not be, this is skipped. */
#include "tests/support/desk.h"

#include <stdbool.h>
#include <string.h>

/* Runs lines of the shell where `disk` is an empty disk of a few megabytes; what they said, yours. */
static char *on_small_disk(struct desk *desk, int megabytes, const char *script)
{
    g_autofree char *whole = g_strdup_printf("set -e; mkdir -p disk; mount -t tmpfs -o size=%dm "
                                             "none disk; exec 2>&1 </dev/null; set +e\n%s",
                                             megabytes, script);
    desk_write(desk, "script", whole);
    return desk_type(desk, "unshare -rm bash script || echo not possible",
                     (const char *const[]){NULL});
}

static bool has_small_disks(struct desk *desk)
{
    g_autofree char *said = on_small_disk(desk, 1, "echo there is one");
    if (strstr(said, "there is one") != NULL)
        return true;
    g_test_skip("this machine lets nobody mount a disk of their own");
    return false;
}

/* One item to erase, one to keep, in `archive`. */
static void given_two(struct desk *desk)
{
    desk_archive(desk);
    desk_write(desk, "one.txt", "words to forget");
    desk_write(desk, "two.txt", "words to keep");
    g_free(desk_add(desk, "one.txt"));
    g_free(desk_add(desk, "two.txt"));
    desk_expect(desk, 0, NULL, "", "set", "CODE1", "title=Unmistakable title", NULL);
    desk_expect(desk, 0, NULL, NULL, "consent", "CODE1", "grant", "--by", "A Narrator", NULL);
}

static int count(const char *text, const char *part)
{
    int found = 0;
    for (const char *at = text; (at = strstr(at, part)) != NULL; at += strlen(part))
        found++;
    return found;
}

/* With no byte free, then a little more each time: refused, and everything is there; until it is done, and
 * nothing of it is. */
static void test_a_full_disk_erases_all_or_nothing(void)
{
    struct desk *desk = desk_create();
    given_two(desk);
    if (has_small_disks(desk)) {
        const char *code = desk_code(desk, "CODE1");
        g_autofree char *script = g_strdup_printf(
            "cp -a archive disk/archive; export RWF_ARCHIVE=$PWD/disk/archive\n"
            "rwf --json show %s >before\n"
            "for free in 0 4 16 48 96 160 256 512 1024 2048; do\n"
            "  rm -f disk/filler; dd if=/dev/zero of=disk/filler bs=1k 2>/dev/null\n"
            "  truncate -s $(($(stat -c %%s disk/filler) - free * 1024)) disk/filler\n"
            "  rwf consent %s erase; status=$?\n"
            "  [ $status = 0 ] && break\n"
            "  echo \"refused with $status\"\n"
            "  rwf --json show %s | cmp - before && echo all is there\n"
            "done\n"
            "rwf verify; rwf list --csv --columns title\n"
            "grep -rqF -e 'Unmistakable title' -e 'words to forget' disk/archive && echo it is "
            "still there\n"
            "echo the end\n",
            code, code, code);
        g_autofree char *said = on_small_disk(desk, 8, script);
        int refused = count(said, "refused with 1");
        bool is_right = refused > 0 && count(said, "refused with") == refused &&
                        count(said, "all is there") == refused && count(said, "rwf: ") == refused &&
                        strstr(said, "1 intact, 0 changed, 0 missing") != NULL &&
                        strstr(said, "two") != NULL && strstr(said, "it is still there") == NULL &&
                        strstr(said, "the end") != NULL;
        if (!is_right)
            g_error("%s", said);
    }
    desk_destroy(desk);
}

/* The archive itself stands there: one sentence, nothing else. */
static void test_a_disk_that_may_only_be_read_keeps_everything(void)
{
    struct desk *desk = desk_create();
    given_two(desk);
    if (has_small_disks(desk)) {
        const char *code = desk_code(desk, "CODE1");
        g_autofree char *script =
            g_strdup_printf("cp -a archive disk/archive; export RWF_ARCHIVE=$PWD/disk/archive\n"
                            "mount -o remount,ro disk\n"
                            "rwf consent %s erase; echo \"ended with $?\"\n"
                            "rwf list --csv --columns title\n",
                            code);
        g_autofree char *said = on_small_disk(desk, 8, script);
        if (strstr(said, "ended with 1") == NULL || count(said, "rwf: ") != 1 ||
            strstr(said, "Unmistakable title") == NULL)
            g_error("%s", said);
    }
    desk_destroy(desk);
}

/* A backup stands there: the archive is erased, the backup named, and listed until it is reached. */
static void test_a_backup_on_such_a_disk_is_named_until_it_is_reached(void)
{
    struct desk *desk = desk_create();
    given_two(desk);
    if (has_small_disks(desk)) {
        const char *code = desk_code(desk, "CODE1");
        g_autofree char *script = g_strdup_printf(
            "rwf backup disk/one.tar >/dev/null\n"
            "mount -o remount,ro disk\n"
            "rwf consent %s erase; echo \"ended with $?\"\n"
            "rwf check --problem copy_holds --csv --columns code,title\n"
            "mount -o remount,rw disk; dd if=/dev/zero of=disk/filler bs=1k 2>/dev/null\n"
            "rwf copies reach disk/one.tar; echo \"on a full one $?\"\n"
            "ls -A disk\n"
            "rm disk/filler; rwf copies reach disk/one.tar; echo \"with room $?\"\n"
            "grep -cF 'Unmistakable title' disk/one.tar || true\n",
            code);
        g_autofree char *said = on_small_disk(desk, 8, script);
        bool is_right = strstr(said, "disk/one.tar may still hold CODE1: ") != NULL &&
                        strstr(said, "ended with 3") != NULL &&
                        strstr(said, "CODE1,DESK/disk/one.tar") != NULL &&
                        strstr(said, "on a full one 0") == NULL &&
                        strstr(said, "with room 0") != NULL && strstr(said, ".part-") == NULL &&
                        g_str_has_suffix(g_strchomp(said), "\n0");
        if (!is_right)
            g_error("%s", said);
    }
    desk_destroy(desk);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/cli/fault/a full disk erases all or nothing",
                    test_a_full_disk_erases_all_or_nothing);
    g_test_add_func("/cli/fault/a disk that may only be read keeps everything",
                    test_a_disk_that_may_only_be_read_keeps_everything);
    g_test_add_func("/cli/fault/a backup on such a disk is named until it is reached",
                    test_a_backup_on_such_a_disk_is_named_until_it_is_reached);
    return g_test_run();
}
