#include "kiosk/screen.h"

#include <string.h>

struct player *screen_env_player(const struct screen_env *env)
{
    return env->get_player == NULL ? NULL : env->get_player(env->player_data);
}

struct player *screen_env_silent(const struct screen_env *env, int number)
{
    return env->get_silent == NULL ? NULL : env->get_silent(env->player_data, number);
}

struct tick tick_never(void)
{
    return (struct tick){.is_dirty = false, .again_in_ms = -1};
}

const struct screen_class *screen_class_find(const struct screen_class *const *classes,
                                             const char *name)
{
    for (; *classes != NULL; classes++)
        if (strcmp((*classes)->name, name) == 0)
            return *classes;
    return NULL;
}
