#include "catalogue/formats/ohms.h"

#include "catalogue/error.h"

#include <libxml/parser.h>
#include <string.h>

#define MOST_BYTES   (64 << 20)
#define MOST_SECONDS (100000 * 3600) /* of a point: beyond any recording */

/* One file while its records are read. */
struct reader {
    GStringChunk *strings;
    size_t dropped;
};

static bool is_named(const xmlNode *node, const char *name)
{
    return node->type == XML_ELEMENT_NODE && strcmp((const char *)node->name, name) == 0;
}

/* NODE's text, of itself and what is in it; "" for NULL. Spaces around it go unless IS_WHOLE. */
static const char *text_of(const struct reader *reader, const xmlNode *node, bool is_whole)
{
    xmlChar *content = node != NULL ? xmlNodeGetContent(node) : NULL;
    if (content == NULL)
        return "";
    const char *text = g_string_chunk_insert(
        reader->strings, is_whole ? (const char *)content : g_strstrip((char *)content));
    xmlFree(content);
    return text;
}

static const xmlNode *child_of(const xmlNode *node, const char *name)
{
    for (const xmlNode *child = node->children; child != NULL; child = child->next)
        if (is_named(child, name))
            return child;
    return NULL;
}

static const char *text_in(const struct reader *reader, const xmlNode *node, const char *name)
{
    return text_of(reader, child_of(node, name), false);
}

static const char *attribute_of(const struct reader *reader, const xmlNode *node, const char *name)
{
    xmlChar *value = node != NULL ? xmlGetNoNsProp(node, (const xmlChar *)name) : NULL;
    if (value == NULL)
        return "";
    const char *text = g_string_chunk_insert(reader->strings, g_strstrip((char *)value));
    xmlFree(value);
    return text;
}

static void add_line(GString *lines, const char *text)
{
    if (*text == '\0')
        return;
    if (lines->len > 0)
        g_string_append_c(lines, '\n');
    for (; *text != '\0'; text++)
        g_string_append_c(lines, *text == '\n' ? ' ' : *text);
}

static const char *keep_lines(const struct reader *reader, const GString *lines)
{
    return g_string_chunk_insert(reader->strings, lines->str);
}

/* Every child of that name, one a line. */
static const char *list_of(const struct reader *reader, const xmlNode *node, const char *name)
{
    g_autoptr(GString) lines = g_string_new(NULL);
    for (const xmlNode *child = node->children; child != NULL; child = child->next)
        if (is_named(child, name))
            add_line(lines, text_of(reader, child, false));
    return keep_lines(reader, lines);
}

/* "one;two" as one a line. */
static const char *semicolons_in(const struct reader *reader, const xmlNode *node, const char *name)
{
    g_autoptr(GString) lines = g_string_new(NULL);
    g_auto(GStrv) parts = g_strsplit(text_in(reader, node, name), ";", -1);
    for (char **part = parts; *part != NULL; part++)
        add_line(lines, g_strstrip(*part));
    return keep_lines(reader, lines);
}

/* Coordinates of a point; none where the second language says nothing of them. */
static void add_gps(const struct reader *reader, const xmlNode *node, bool is_second,
                    GString *lines)
{
    const char *gps = text_in(reader, node, "gps");
    const char *text = text_in(reader, node, is_second ? "gps_text_alt" : "gps_text");
    g_autofree char *line =
        g_strdup_printf("%s|%s|%s", gps, text_in(reader, node, "gps_zoom"), text);
    if (*gps != '\0' && (!is_second || *text != '\0'))
        add_line(lines, line);
}

static void add_link(const struct reader *reader, const xmlNode *node, bool is_second,
                     GString *lines)
{
    const char *address = text_in(reader, node, "hyperlink");
    const char *text = text_in(reader, node, is_second ? "hyperlink_text_alt" : "hyperlink_text");
    g_autofree char *line = g_strdup_printf("%s %s", address, text);
    if (*address != '\0' && (!is_second || *text != '\0'))
        add_line(lines, g_strchomp(line));
}

/* Since 5.3 they stand in elements of their own, before that in the point itself. */
static const char *gather(const struct reader *reader, const xmlNode *point, const char *name,
                          bool is_second,
                          void (*add)(const struct reader *, const xmlNode *, bool, GString *))
{
    g_autoptr(GString) lines = g_string_new(NULL);
    add(reader, point, is_second, lines);
    for (const xmlNode *child = point->children; child != NULL; child = child->next)
        if (is_named(child, name))
            add(reader, child, is_second, lines);
    return keep_lines(reader, lines);
}

static struct ohms_words words_of(const struct reader *reader, const xmlNode *point, bool is_second)
{
    return (struct ohms_words){
        .title = text_in(reader, point, is_second ? "title_alt" : "title"),
        .partial_transcript =
            text_in(reader, point, is_second ? "partial_transcript_alt" : "partial_transcript"),
        .synopsis = text_in(reader, point, is_second ? "synopsis_alt" : "synopsis"),
        .keywords = semicolons_in(reader, point, is_second ? "keywords_alt" : "keywords"),
        .subjects = semicolons_in(reader, point, is_second ? "subjects_alt" : "subjects"),
        .gps = gather(reader, point, "gpspoints", is_second, add_gps),
        .links = gather(reader, point, "hyperlinks", is_second, add_link)};
}

static void read_points(struct reader *reader, const xmlNode *index, struct ohms_record *record)
{
    GArray *points = g_array_new(false, true, sizeof(struct ohms_point));
    for (const xmlNode *node = index->children; node != NULL; node = node->next) {
        if (!is_named(node, "point"))
            continue;
        gint64 seconds = 0;
        const char *time = text_in(reader, node, "time");
        if (*time != '\0' && !g_ascii_string_to_signed(time, 10, 0, MOST_SECONDS, &seconds, NULL)) {
            reader->dropped++;
            continue;
        }
        struct ohms_point point = {
            .at_ms = seconds * 1000,
            .words = {words_of(reader, node, false), words_of(reader, node, true)}};
        g_array_append_val(points, point);
    }
    record->point_count = points->len;
    record->points = (struct ohms_point *)(void *)g_array_free(points, false);
}

static struct ohms_said said_in(const struct reader *reader, const xmlNode *node, bool is_second)
{
    return (struct ohms_said){
        .transcript =
            text_of(reader, child_of(node, is_second ? "transcript_alt" : "transcript"), true),
        .sync = text_in(reader, node, is_second ? "sync_alt" : "sync"),
        .vtt = text_in(reader, node, is_second ? "vtt_transcript_alt" : "vtt_transcript")};
}

static void read_record(struct reader *reader, const xmlNode *node, struct ohms_record *record)
{
    const xmlNode *index = child_of(node, "index");
    const xmlNode *media = child_of(node, "mediafile");
    *record = (struct ohms_record){
        .id = attribute_of(reader, node, "id"),
        .day = attribute_of(reader, node, "dt"),
        .version = text_in(reader, node, "version"),
        .title = text_in(reader, node, "title"),
        .accession = text_in(reader, node, "accession"),
        .date = attribute_of(reader, child_of(node, "date"), "value"),
        .date_text = text_in(reader, node, "date_nonpreferred_format"),
        .duration = text_in(reader, node, "duration"),
        .language = text_in(reader, node, "language"),
        .second_language = text_in(reader, node, "transcript_alt_lang"),
        .description = text_in(reader, node, "description"),
        .type = text_in(reader, node, "type"),
        .collection = text_in(reader, node, "collection_name"),
        .series = text_in(reader, node, "series_name"),
        .repository = text_in(reader, node, "repository"),
        .funding = text_in(reader, node, "funding"),
        .rights = text_in(reader, node, "rights"),
        .usage = text_in(reader, node, "usage"),
        .file_name = text_in(reader, node, "file_name"),
        .media_url = text_in(reader, node, "media_url"),
        .fmt = text_in(reader, node, "fmt"),
        .subjects = list_of(reader, node, "subject"),
        .keywords = list_of(reader, node, "keyword"),
        .interviewees = list_of(reader, node, "interviewee"),
        .interviewers = list_of(reader, node, "interviewer"),
        .formats = list_of(reader, node, "format"),
        .is_restricted = strcmp(text_in(reader, node, "userestrict"), "1") == 0,
        .said = {said_in(reader, node, false), said_in(reader, node, true)},
    };
    if (*record->fmt == '\0' && media != NULL)
        record->fmt = text_in(reader, media, "clip_format");
    if (index != NULL)
        read_points(reader, index, record);
}

static struct ohms *read_document(xmlDoc *document, GError **error)
{
    struct reader reader = {.strings = g_string_chunk_new(16384)};
    GArray *records = g_array_new(false, true, sizeof(struct ohms_record));
    const xmlNode *root = xmlDocGetRootElement(document);
    for (const xmlNode *node = root->children; node != NULL; node = node->next)
        if (is_named(node, "record")) {
            g_array_set_size(records, records->len + 1);
            read_record(&reader, node,
                        &g_array_index(records, struct ohms_record, records->len - 1));
        }
    struct ohms *ohms = g_new0(struct ohms, 1);
    ohms->strings = reader.strings;
    ohms->dropped = reader.dropped;
    ohms->count = records->len;
    ohms->records = (struct ohms_record *)(void *)g_array_free(records, false);
    if (is_named(root, "ROOT") && ohms->count > 0)
        return ohms;
    g_set_error(error, CATALOGUE_ERROR, CATALOGUE_ERROR_INVALID,
                "is XML, but no OHMS record: those begin with <ROOT> and <record>, this with <%s>",
                (const char *)root->name);
    ohms_free(ohms);
    return NULL;
}

/* A document type is where entities are declared, and with them files to fetch and bombs to expand. No
 * record of OHMS has one, so reading ends there. */
static void refuse_document_type(void *context, const xmlChar *name, const xmlChar *public,
                                 const xmlChar *system)
{
    xmlParserCtxt *parser = context;
    parser->_private = parser;
    xmlStopParser(parser);
}

static void set_broken(xmlParserCtxt *parser, GError **error)
{
    const xmlError *last = xmlCtxtGetLastError(parser);
    g_autofree char *reason = g_strdup(last != NULL && last->message != NULL ? last->message : "");
    g_autofree char *said = g_utf8_make_valid(g_strstrip(reason), -1);
    if (parser->_private != NULL)
        g_set_error(error, CATALOGUE_ERROR, CATALOGUE_ERROR_INVALID,
                    "declares a document type, which no OHMS record does and which can carry "
                    "harm, so it was not read; export it again from OHMS");
    else
        g_set_error(error, CATALOGUE_ERROR, CATALOGUE_ERROR_INVALID,
                    "is broken XML at line %d%s%s%s; export it again from OHMS",
                    last != NULL ? last->line : 1, *said != '\0' ? " (" : "", said,
                    *said != '\0' ? ")" : "");
}

/* libxml2 prints some errors whatever it is told. */
static void keep_quiet(void *context, const char *message, ...)
{
}

struct ohms *ohms_parse(const char *bytes, size_t length, GError **error)
{
    struct ohms *ohms = NULL;
    if (length > MOST_BYTES) {
        g_set_error(error, CATALOGUE_ERROR, CATALOGUE_ERROR_INVALID,
                    "is larger than an OHMS record can be (64 MiB)");
        return NULL;
    }
    xmlSetGenericErrorFunc(NULL, keep_quiet);
    xmlParserCtxt *parser = xmlNewParserCtxt();
    parser->sax->internalSubset = refuse_document_type;
    xmlDoc *document = xmlCtxtReadMemory(parser, bytes, (int)length, NULL, NULL,
                                         XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING |
                                             XML_PARSE_NOCDATA);
    if (document != NULL && xmlDocGetRootElement(document) != NULL && parser->_private == NULL)
        ohms = read_document(document, error);
    else
        set_broken(parser, error);
    xmlFreeDoc(document);
    xmlFreeParserCtxt(parser);
    return ohms;
}

void ohms_free(struct ohms *ohms)
{
    if (ohms == NULL)
        return;
    for (size_t i = 0; i < ohms->count; i++)
        g_free(ohms->records[i].points);
    g_free(ohms->records);
    g_string_chunk_free(ohms->strings);
    g_free(ohms);
}
