/* A machine on which something is missing, made of a PATH and an environment of its own. */
#include "tests/support/desk.h"

#include <glib/gstdio.h>
#include <string.h>

static struct answer *ask(struct desk *desk, bool as_json)
{
    struct answer *answer =
        as_json ? desk_run(desk, "--json", "doctor", NULL) : desk_run(desk, "doctor", NULL);
    g_assert_cmpint(answer->status, ==, 3);
    return answer;
}

static void assert_line(const struct answer *answer, const char *line)
{
    if (strstr(answer->out, line) == NULL)
        g_error("“%s” is not in:\n%s", line, answer->out);
}

/* One that prints what is given, in a folder that is all of PATH. */
static void put_program(struct desk *desk, const char *name, const char *prints)
{
    g_autofree char *file = g_strconcat("bin/", name, NULL);
    g_autofree char *script = g_strdup_printf("#!/bin/sh\necho '%s'\n", prints);
    g_autofree char *path = desk_path(desk, file);
    desk_write(desk, file, script);
    g_assert_cmpint(g_chmod(path, 0755), ==, 0);
}

static void test_an_empty_machine_lacks_everything_and_says_how_to_get_it(void)
{
    struct desk *desk = desk_create();
    desk_write(desk, "bin/README", "nothing");
    desk_write(desk, "system/README", "nothing");
    desk_setenv(desk, "PATH", "DESK/bin");
    desk_setenv(desk, "RWF_SYSTEM", "DESK/system");
    desk_setenv(desk, "VISUAL", "");
    struct answer *answer = ask(desk, false);
    assert_line(answer, "bad   ffmpeg: not found: no sound or film can be added; apt-get install "
                        "ffmpeg\n");
    assert_line(answer, "bad   ffprobe: not found: no sound or film can be added; apt-get install "
                        "ffmpeg\n");
    assert_line(answer, "warn  editor: none was found: `rwf edit` cannot open one; apt-get install "
                        "nano, or say which: export EDITOR=…\n");
    assert_line(answer, "warn  VLC decoders: not found: the kiosk here plays nothing; apt-get "
                        "install vlc-plugin-base\n");
    assert_line(answer, "warn  face Urdu: not found: Urdu is not shown as it is written on a kiosk "
                        "here; apt-get install fonts-noto-core fonts-noto-extra\n");
    assert_line(answer, "warn  face Bengali: not found: ");
    answer_free(answer);
    desk_destroy(desk);
}

static void test_what_is_put_there_is_found(void)
{
    struct desk *desk = desk_create();
    desk_write(desk, "system/usr/share/fonts/truetype/noto/NotoNastaliqUrdu-Regular.ttf", "a face");
    put_program(desk, "ffmpeg", " libx264  aac  mjpeg ");
    put_program(desk, "ffprobe", "ffprobe");
    put_program(desk, "nano", "nano");
    desk_setenv(desk, "PATH", "DESK/bin");
    desk_setenv(desk, "RWF_SYSTEM", "DESK/system");
    struct answer *answer = ask(desk, false);
    assert_line(answer, "ok    face Urdu: DESK/system/usr/share/fonts/truetype/noto/");
    assert_line(answer, "ok    ffprobe: DESK/bin/ffprobe\n");
    assert_line(answer,
                "bad   ffmpeg: it lacks the decoder flac: some recordings stay shut; install "
                "Debian's own ffmpeg package\n");
    g_assert_null(strstr(answer->out, "lacks the encoder"));
    answer_free(answer);
    desk_destroy(desk);
}

static void test_locale_and_folders_are_looked_at(void)
{
    struct desk *desk = desk_create();
    desk_write(desk, "no-folder", "a file");
    desk_setenv(desk, "XDG_STATE_HOME", "DESK/no-folder/below");
    desk_setenv(desk, "LC_ALL", "xx_XX.UTF-8");
    struct answer *answer = ask(desk, false);
    assert_line(answer, "warn  locale: xx_XX.UTF-8 is not on this machine; choose one of `locale "
                        "-a`, or install it: dpkg-reconfigure locales\n");
    assert_line(answer, "bad   own folder: DESK/no-folder/below/rwf cannot be written: ");
    answer_free(answer);
    desk_setenv(desk, "LC_ALL", "C");
    answer = ask(desk, false);
    assert_line(answer, "warn  locale: C is not UTF-8: ");
    answer_free(answer);
    desk_destroy(desk);
}

static void test_the_same_is_said_as_json(void)
{
    struct desk *desk = desk_create();
    desk_write(desk, "bin/README", "nothing");
    desk_setenv(desk, "PATH", "DESK/bin");
    struct answer *answer = ask(desk, true);
    assert_line(answer, "\"about\" : \"ffprobe\"");
    assert_line(answer, "\"remedy\" : \"apt-get install ffmpeg\"");
    assert_line(answer, "\"about\" : \"clock\"");
    answer_free(answer);
    desk_destroy(desk);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/cli/doctor/an empty machine lacks everything, and it says how to get it",
                    test_an_empty_machine_lacks_everything_and_says_how_to_get_it);
    g_test_add_func("/cli/doctor/what is put there is found", test_what_is_put_there_is_found);
    g_test_add_func("/cli/doctor/locale and folders are looked at",
                    test_locale_and_folders_are_looked_at);
    g_test_add_func("/cli/doctor/the same is said as JSON", test_the_same_is_said_as_json);
    return g_test_run();
}
