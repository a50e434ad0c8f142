#include "catalogue/formats/ohms.h"

#include "catalogue/formats/xml_text.h"

#include <libxml/xmlwriter.h>
#include <string.h>

#define NAMESPACE "https://www.weareavp.com/nunncenter/ohms"

static void put(xmlTextWriter *writer, const char *name, const char *text)
{
    g_autofree char *cleaned = xml_text_clean(text != NULL ? text : "");
    xmlTextWriterWriteElement(writer, (const xmlChar *)name, (const xmlChar *)cleaned);
}

static void put_trimmed(xmlTextWriter *writer, const char *name, const char *text)
{
    g_autofree char *trimmed = g_strdup(text != NULL ? text : "");
    put(writer, name, g_strstrip(trimmed));
}

/* One element a line of LIST. */
static void put_each(xmlTextWriter *writer, const char *name, const char *list)
{
    g_auto(GStrv) lines = g_strsplit(list != NULL ? list : "", "\n", -1);
    for (char **line = lines; *line != NULL; line++)
        if (**line != '\0')
            put(writer, name, *line);
}

/* The lines of LIST as "one;two". */
static void put_joined(xmlTextWriter *writer, const char *name, const char *list)
{
    g_autofree char *joined = g_strdup(list != NULL ? list : "");
    put(writer, name, g_strdelimit(joined, "\n", ';'));
}

static void begin(xmlTextWriter *writer, const char *name)
{
    xmlTextWriterStartElement(writer, (const xmlChar *)name);
}

static void put_attribute(xmlTextWriter *writer, const char *name, const char *value)
{
    xmlTextWriterWriteAttribute(writer, (const xmlChar *)name,
                                (const xmlChar *)(value != NULL ? value : ""));
}

/* The field after the last SPLIT of the line of LIST that begins as LINE does up to there: the same
 * place or address, in the other language. "" where there is none. */
static char *other_words(const char *list, const char *line, char split)
{
    const char *last = split == ' ' ? strchr(line, ' ') : strrchr(line, split);
    size_t length = last != NULL ? (size_t)(last - line) : strlen(line);
    g_auto(GStrv) lines = g_strsplit(list != NULL ? list : "", "\n", -1);
    for (char **other = lines; *other != NULL; other++)
        if (strncmp(*other, line, length) == 0 && (*other)[length] == split)
            return g_strdup(*other + length + 1);
    return g_strdup("");
}

static void put_gps(xmlTextWriter *writer, const char *line, const struct ohms_point *point)
{
    g_auto(GStrv) parts = g_strsplit(line, "|", 3);
    guint count = g_strv_length(parts);
    g_autofree char *other = other_words(point->words[OHMS_SECOND].gps, line, '|');
    begin(writer, "gpspoints");
    put(writer, "gps", count > 0 ? parts[0] : "");
    put(writer, "gps_zoom", count > 1 ? parts[1] : "");
    put(writer, "gps_text", count > 2 ? parts[2] : "");
    put(writer, "gps_text_alt", other);
    xmlTextWriterEndElement(writer);
}

static void put_link(xmlTextWriter *writer, const char *line, const struct ohms_point *point)
{
    g_auto(GStrv) parts = g_strsplit(line, " ", 2);
    guint count = g_strv_length(parts);
    g_autofree char *other = other_words(point->words[OHMS_SECOND].links, line, ' ');
    begin(writer, "hyperlinks");
    put(writer, "hyperlink", count > 0 ? parts[0] : "");
    put(writer, "hyperlink_text", count > 1 ? parts[1] : "");
    put(writer, "hyperlink_text_alt", other);
    xmlTextWriterEndElement(writer);
}

/* Each line of LIST, or one empty element, as OHMS writes it. */
static void put_lines(xmlTextWriter *writer, const char *list, const struct ohms_point *point,
                      void (*put_line)(xmlTextWriter *, const char *, const struct ohms_point *))
{
    g_auto(GStrv) lines = g_strsplit(list != NULL ? list : "", "\n", -1);
    if (lines[0] == NULL)
        put_line(writer, "", point);
    for (char **line = lines; *line != NULL; line++)
        put_line(writer, *line, point);
}

static void put_point(xmlTextWriter *writer, const struct ohms_point *point)
{
    const struct ohms_words *first = &point->words[OHMS_FIRST];
    const struct ohms_words *second = &point->words[OHMS_SECOND];
    begin(writer, "point");
    xmlTextWriterWriteFormatElement(writer, (const xmlChar *)"time", "%" G_GINT64_FORMAT,
                                    point->at_ms / 1000);
    put(writer, "title", first->title);
    put(writer, "title_alt", second->title);
    put(writer, "partial_transcript", first->partial_transcript);
    put(writer, "partial_transcript_alt", second->partial_transcript);
    put(writer, "synopsis", first->synopsis);
    put(writer, "synopsis_alt", second->synopsis);
    put_joined(writer, "keywords", first->keywords);
    put_joined(writer, "keywords_alt", second->keywords);
    put_joined(writer, "subjects", first->subjects);
    put_joined(writer, "subjects_alt", second->subjects);
    put_lines(writer, first->gps, point, put_gps);
    put_lines(writer, first->links, point, put_link);
    xmlTextWriterEndElement(writer);
}

static void put_media(xmlTextWriter *writer, const struct ohms_record *record)
{
    begin(writer, "mediafile");
    put(writer, "host", "Other");
    put(writer, "avalon_target_domain", "");
    put(writer, "host_account_id", "");
    put(writer, "host_player_id", "");
    put(writer, "host_clip_id", "");
    put(writer, "clip_format", record->fmt);
    xmlTextWriterEndElement(writer);
}

/* What the record says of the interview, in the order of the schema. */
static void put_description(xmlTextWriter *writer, const struct ohms_record *record)
{
    bool has_second = record->second_language != NULL && *record->second_language != '\0';
    put(writer, "version", "6.0");
    begin(writer, "date");
    put_attribute(writer, "value", record->date);
    put_attribute(writer, "format", "yyyy-mm-dd");
    xmlTextWriterEndElement(writer);
    put(writer, "date_nonpreferred_format", record->date_text);
    put(writer, "title", record->title);
    put(writer, "accession", record->accession);
    put(writer, "duration", record->duration);
    put(writer, "collection_name", record->collection);
    put(writer, "series_name", record->series);
    put(writer, "repository", record->repository);
    put(writer, "funding", record->funding);
    put_each(writer, "subject", record->subjects);
    put_each(writer, "keyword", record->keywords);
    put_each(writer, "interviewee", record->interviewees);
    put_each(writer, "interviewer", record->interviewers);
    put_each(writer, "format", record->formats);
    put(writer, "file_name", record->file_name);
    put(writer, "transcript_alt_lang", record->second_language);
    put(writer, "translate", has_second ? "1" : "0");
    put(writer, "media_url", record->media_url);
    put_media(writer, record);
    put(writer, "language", record->language);
}

static void put_record(xmlTextWriter *writer, const struct ohms_record *record)
{
    bool is_film = record->fmt != NULL && strcmp(record->fmt, "video") == 0;
    begin(writer, "record");
    put_attribute(writer, "id", record->id);
    put_attribute(writer, "dt", record->day);
    put_description(writer, record);
    begin(writer, "index");
    for (size_t i = 0; i < record->point_count; i++)
        put_point(writer, &record->points[i]);
    xmlTextWriterEndElement(writer);
    put(writer, "type", record->type);
    put(writer, "description", record->description);
    put_trimmed(writer, "vtt_transcript", record->said[OHMS_FIRST].vtt);
    put_trimmed(writer, "vtt_transcript_alt", record->said[OHMS_SECOND].vtt);
    put(writer, "rights", record->rights);
    put(writer, "fmt", is_film ? "video" : "audio");
    put(writer, "usage", record->usage);
    put(writer, "userestrict", record->is_restricted ? "1" : "0");
    xmlTextWriterEndElement(writer);
}

char *ohms_write(const struct ohms_record *records, size_t count)
{
    xmlBuffer *buffer = xmlBufferCreate();
    xmlTextWriter *writer = xmlNewTextWriterMemory(buffer, 0);
    xmlTextWriterSetIndent(writer, 1);
    xmlTextWriterSetIndentString(writer, (const xmlChar *)"  ");
    xmlTextWriterStartDocument(writer, NULL, "UTF-8", NULL);
    begin(writer, "ROOT");
    put_attribute(writer, "xmlns", NAMESPACE);
    put_attribute(writer, "xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance");
    put_attribute(writer, "xsi:schemaLocation", NAMESPACE " " NAMESPACE "/ohms.xsd");
    for (size_t i = 0; i < count; i++)
        put_record(writer, &records[i]);
    xmlTextWriterEndDocument(writer);
    xmlFreeTextWriter(writer);
    char *text = g_strdup((const char *)xmlBufferContent(buffer));
    xmlBufferFree(buffer);
    return text;
}
