#include "catalogue/formats/dublin_core.h"

#include "catalogue/formats/xml_text.h"

#include <glib.h>
#include <libxml/xmlwriter.h>
#include <string.h>

#define OAI_DC  "http://www.openarchives.org/OAI/2.0/oai_dc/"
#define DC      "http://purl.org/dc/elements/1.1/"
#define DCTERMS "http://purl.org/dc/terms/"
#define XSI     "http://www.w3.org/2001/XMLSchema-instance"

/* Terms, and the elements they refine; the others are elements themselves. */
static const struct {
    const char *term;
    const char *element;
} refinements[] = {{"abstract", "description"}, {"accessRights", "rights"},
                   {"alternative", "title"},    {"created", "date"},
                   {"extent", "format"},        {"isPartOf", "relation"},
                   {"license", "rights"},       {"modified", "date"},
                   {"spatial", "coverage"},     {"tableOfContents", "description"},
                   {"hasFormat", "relation"}};

static const char *const elements[] = {"contributor", "coverage", "creator",    "date",
                                       "description", "format",   "identifier", "language",
                                       "publisher",   "relation", "rights",     "source",
                                       "subject",     "title",    "type",       NULL};

const char *dublin_core_element(const char *term)
{
    for (size_t i = 0; i < G_N_ELEMENTS(refinements); i++)
        if (strcmp(refinements[i].term, term) == 0)
            return refinements[i].element;
    g_assert(g_strv_contains(elements, term));
    return term;
}

static void put_attribute(xmlTextWriter *writer, const char *name, const char *value)
{
    xmlTextWriterWriteAttribute(writer, (const xmlChar *)name, (const xmlChar *)value);
}

static void put_statement(xmlTextWriter *writer, const struct dublin_core *statement,
                          bool is_qualified)
{
    const char *word = is_qualified ? statement->term : dublin_core_element(statement->term);
    g_autofree char *name = g_strconcat(is_qualified ? "dcterms:" : "dc:", word, NULL);
    g_autofree char *scheme = g_strconcat("dcterms:", statement->scheme, NULL);
    g_autofree char *text = xml_text_clean(statement->text);
    xmlTextWriterStartElement(writer, (const xmlChar *)name);
    if (is_qualified && statement->scheme != NULL)
        put_attribute(writer, "xsi:type", scheme);
    if (statement->language != NULL)
        put_attribute(writer, "xml:lang", statement->language);
    xmlTextWriterWriteString(writer, (const xmlChar *)text);
    xmlTextWriterEndElement(writer);
}

/* Said already by another statement, as two terms may be one element. */
static bool is_repeated(const struct dublin_core *statements, size_t index, bool is_qualified)
{
    const struct dublin_core *one = &statements[index];
    for (size_t i = 0; i < index; i++) {
        const struct dublin_core *other = &statements[i];
        bool is_same_word = is_qualified ? strcmp(one->term, other->term) == 0
                                         : strcmp(dublin_core_element(one->term),
                                                  dublin_core_element(other->term)) == 0;
        if (is_same_word && g_strcmp0(one->text, other->text) == 0 &&
            g_strcmp0(one->language, other->language) == 0)
            return true;
    }
    return false;
}

static void open_root(xmlTextWriter *writer, bool is_qualified)
{
    xmlTextWriterStartElement(writer,
                              (const xmlChar *)(is_qualified ? "qualifieddc" : "oai_dc:dc"));
    if (!is_qualified)
        put_attribute(writer, "xmlns:oai_dc", OAI_DC);
    put_attribute(writer, is_qualified ? "xmlns:dcterms" : "xmlns:dc", is_qualified ? DCTERMS : DC);
    put_attribute(writer, "xmlns:xsi", XSI);
    if (!is_qualified)
        put_attribute(writer, "xsi:schemaLocation",
                      OAI_DC " http://www.openarchives.org/OAI/2.0/oai_dc.xsd");
}

char *dublin_core_write(const struct dublin_core *statements, size_t count, bool is_qualified)
{
    xmlBuffer *buffer = xmlBufferCreate();
    xmlTextWriter *writer = xmlNewTextWriterMemory(buffer, 0);
    xmlTextWriterSetIndent(writer, 1);
    xmlTextWriterSetIndentString(writer, (const xmlChar *)"  ");
    xmlTextWriterStartDocument(writer, NULL, "UTF-8", NULL);
    open_root(writer, is_qualified);
    for (size_t i = 0; i < count; i++)
        if (statements[i].text != NULL && *statements[i].text != '\0' &&
            !is_repeated(statements, i, is_qualified))
            put_statement(writer, &statements[i], is_qualified);
    xmlTextWriterEndDocument(writer);
    xmlFreeTextWriter(writer);
    char *text = g_strdup((const char *)xmlBufferContent(buffer));
    xmlBufferFree(buffer);
    return text;
}
