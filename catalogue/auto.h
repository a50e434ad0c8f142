#ifndef CATALOGUE_AUTO_H
#define CATALOGUE_AUTO_H

#include <glib.h>

/* Lets g_autoptr(TAG) hold a `struct TAG *` without a typedef of the struct: CLEAN_UP(db, db_close)
 * makes `g_autoptr(db) db = …` close it where the scope ends. */
#define CLEAN_UP(tag, function)                                                                    \
    typedef struct tag *tag##_autoptr;                                                             \
    static inline void glib_autoptr_cleanup_##tag(struct tag **held)                               \
    {                                                                                              \
        if (*held != NULL)                                                                         \
            (function)(*held);                                                                     \
    }

#endif
