#include "kiosk/view_subjects.h"

#include "catalogue/shown_trail.h"
#include "kiosk/exhibition.h"
#include "kiosk/view_home.h"

static void take_trails(const struct exhibition *exhibition, struct view_subjects *view)
{
    view->count = view->trails->count;
    view->all = g_new0(struct view_subject, view->count + 1);
    for (size_t i = 0; i < view->count; i++) {
        const struct shown_trail *trail = &view->trails->trails[i];
        view->all[i] = (struct view_subject){.id = trail->id,
                                             .name = trail->title,
                                             .name_language = trail->title_language,
                                             .about = trail->feeling,
                                             .says = trail->says,
                                             .count = trail->count,
                                             .picture = view_picture(exhibition, &trail->picture),
                                             .focal_x = trail->focal_x,
                                             .focal_y = trail->focal_y};
    }
}

static void take_subject(const struct exhibition *exhibition, GArray *all,
                         const struct shown_subject *subject)
{
    struct view_subject taken = {.id = subject->id,
                                 .name = subject->name,
                                 .name_language = subject->name_language,
                                 .about = subject->about,
                                 .count = subject->count,
                                 .is_more = subject->is_more,
                                 .picture = view_picture(exhibition, &subject->picture),
                                 .focal_x = subject->focal_x,
                                 .focal_y = subject->focal_y};
    g_array_append_val(all, taken);
}

/* Those at the top that have stories of their own, each followed by those under it. */
static bool take_subjects(const struct exhibition *exhibition, struct view_subjects *view,
                          enum shown_subject_kind kind, const char *language, GError **error)
{
    struct db *db = exhibition_catalogue(exhibition);
    g_autoptr(GArray) all = g_array_new(TRUE, TRUE, sizeof(struct view_subject));
    const struct shown_subjects *top = view->subjects;
    view->under = g_new0(struct shown_subjects *, top->count + 1);
    for (size_t i = 0; i < top->count; i++) {
        view->under[i] = shown_subjects_read(db, kind, top->subjects[i].id, language, error);
        if (view->under[i] == NULL)
            return false;
        if (top->subjects[i].count > 0)
            take_subject(exhibition, all, &top->subjects[i]);
        for (size_t k = 0; k < view->under[i]->count; k++)
            take_subject(exhibition, all, &view->under[i]->subjects[k]);
    }
    view->count = all->len;
    view->all = (struct view_subject *)(void *)g_array_free(g_steal_pointer(&all), FALSE);
    return true;
}

struct view_subjects *view_subjects_read(const struct exhibition *exhibition, const char *filter,
                                         const char *language, GError **error)
{
    struct db *db = exhibition_catalogue(exhibition);
    struct view_subjects *view = g_new0(struct view_subjects, 1);
    if (g_str_equal(filter, "trail")) {
        view->trails = shown_trails_read(db, language, error);
        if (view->trails != NULL)
            take_trails(exhibition, view);
    } else {
        enum shown_subject_kind kind = g_str_equal(filter, "place") ? SHOWN_PLACES : SHOWN_THEMES;
        view->subjects = shown_subjects_read(db, kind, 0, language, error);
        if (view->subjects != NULL)
            take_subjects(exhibition, view, kind, language, error);
    }
    if (view->all != NULL)
        return view;
    view_subjects_free(view);
    return NULL;
}

void view_subjects_free(struct view_subjects *view)
{
    if (view == NULL)
        return;
    for (size_t i = 0; view->all != NULL && i < view->count; i++)
        g_free(view->all[i].picture);
    g_free(view->all);
    for (size_t i = 0; view->under != NULL && view->under[i] != NULL; i++)
        shown_subjects_free(view->under[i]);
    g_free(view->under);
    shown_subjects_free(view->subjects);
    shown_trails_free(view->trails);
    g_free(view);
}
