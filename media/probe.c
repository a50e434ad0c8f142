#include "media/probe.h"

const char *probe_kind_word(enum probe_kind kind)
{
    static const char *const words[] = {"sound", "picture", "film", "text", "document"};

    return words[kind];
}

void probe_free(struct probe *probe)
{
    if (probe == NULL)
        return;
    g_free(probe->mime);
    g_free(probe->format);
    g_free(probe->sound_codec);
    g_free(probe->picture_codec);
    g_free(probe->title);
    g_free(probe->creator);
    g_free(probe->description);
    g_free(probe->language);
    g_free(probe->date);
    g_free(probe->warning);
    g_free(probe);
}
