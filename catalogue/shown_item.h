#ifndef CATALOGUE_SHOWN_ITEM_H
#define CATALOGUE_SHOWN_ITEM_H

#include "catalogue/shown.h"

/* One item whole, as its screen shows it. The rules of catalogue/shown.h hold. */

struct shown_contributor {
    int64_t person;
    const char *name; /* "" where withheld */
    bool is_name_withheld;
    const char *pronouns; /* "" where withheld */
    const char *about;    /* "" where withheld */
    const char *role;
    const char *role_line;
    bool is_deceased;
};

struct shown_asset {
    int64_t id;
    const char *role; /* access, screen, thumbnail, tiles, poster, waveform, signing,
                              audio_description */
    const char *digest;
    const char *media_type;
    int64_t size_bytes;
    int width_px; /* 0: none */
    int height_px;
    int64_t duration_ms;  /* -1: none */
    const char *language; /* or NULL */
    double loudness_lufs; /* NAN: not measured */
    double true_peak_dbtp;
    bool is_redacted; /* parts are silent in it */
    bool is_excerpt;
    int64_t position;
};

struct shown_note {
    int64_t begin_ms; /* -1: the whole item */
    int64_t end_ms;
    int level;
    const char *says;
    bool hides_picture;
};

/* A part of a picture that something is said about, in shares of the picture. */
struct shown_region {
    int page; /* which of the item's pictures, from 1 */
    double x, y, w, h;
    const char *says;
    const char *language;
};

/* A part that is silent, and of which nothing is said. */
struct shown_withheld {
    int64_t begin_ms;
    int64_t end_ms;
};

struct shown_index_point {
    int64_t at_ms;
    const char *title;
    const char *own_title; /* as it was written, where title is a translation; else "" */
    const char *synopsis;
    const char *keywords; /* one a line */
};

struct shown_quotation {
    const char *text;
    const char *language;
    int64_t at_ms; /* -1: none */
};

struct shown_label {
    const char *label_code;
    const char *community;
    const char *says;
    const char *language;
};

/* A theme or place of the item, by name. */
struct shown_link {
    int64_t id;
    const char *name;
};

/* Which lines there are: a language of captions, of a transcript … */
struct shown_words {
    const char *purpose; /* transcript, captions, description, chapters */
    const char *language;
    int64_t count;
};

struct shown_item {
    GStringChunk *strings;
    struct shown_card card;
    const char *description;
    const char *description_language;
    const char *summary; /* the gentle one; may be empty */
    const char *alt_long;
    const char *text; /* of a poem or document */
    const char *text_language;
    const char *own_text; /* as it was written, where text is a translation; else "" */
    const char *credit;
    const char *rights; /* URI or empty */
    const char *rights_note;
    const char *consent_line;        /* the exact words agreed, one consent a line */
    const char *consent_reviewed_on; /* the earliest of its consents' last reviews; or NULL */
    bool allows_zoom;                /* each only where every consent allows it */
    bool allows_quotation;
    bool allows_synthetic_voice;
    bool allows_attract;
    bool is_excerpt_only;

    size_t contributor_count;
    struct shown_contributor *contributors;
    size_t asset_count; /* by role, then position */
    struct shown_asset *assets;
    size_t note_count; /* by time */
    struct shown_note *notes;
    size_t region_count; /* picture by picture, as they are told */
    struct shown_region *regions;
    size_t withheld_count; /* by time; none of excerpts */
    struct shown_withheld *withheld;
    size_t index_point_count; /* by time; none that stands in a redaction */
    struct shown_index_point *index_points;
    size_t quotation_count; /* none where quotation is not allowed */
    struct shown_quotation *quotations;
    size_t label_count;
    struct shown_label *labels;
    size_t theme_count;
    struct shown_link *themes;
    size_t place_count;
    struct shown_link *places;
    size_t words_count;
    struct shown_words *words;
};

struct shown_item *shown_item_read(struct db *db, int64_t id, const char *language, GError **error);
/* By its code, in any spelling catalogue/code.h reads. */
struct shown_item *shown_item_read_code(struct db *db, const char *code, const char *language,
                                        GError **error);
void shown_item_free(struct shown_item *item);
CLEAN_UP(shown_item, shown_item_free)

/* The first asset of a role; LANGUAGE may be NULL. NULL where there is none. */
const struct shown_asset *shown_item_asset(const struct shown_item *item, const char *role,
                                           const char *language);

/* Asked again at the moment of play, as consent may have ended since. */
bool shown_item_may_be_shown(struct db *db, int64_t id, bool *may, GError **error);

struct shown_cue {
    int64_t begin_ms;
    int64_t end_ms;      /* after begin_ms */
    const char *speaker; /* "" for none */
    const char *text;
};
struct shown_cues {
    GStringChunk *strings;
    size_t count;
    struct shown_cue *cues; /* by begin_ms, then the order of the file */
};

/* All lines of one purpose and language; possibly none. At most 100,000. */
struct shown_cues *shown_cues_read(struct db *db, int64_t item, const char *purpose,
                                   const char *language, GError **error);
void shown_cues_free(struct shown_cues *cues);
CLEAN_UP(shown_cues, shown_cues_free)

/* Cards of items that share a person, then a theme, with this one; at most LIMIT (12 at most). */
struct shown_page *shown_related_read(struct db *db, int64_t item, int limit, const char *language,
                                      GError **error);

#endif
