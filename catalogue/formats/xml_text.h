#ifndef CATALOGUE_FORMATS_XML_TEXT_H
#define CATALOGUE_FORMATS_XML_TEXT_H

/* TEXT fit for XML, which has no control characters but tab and line ends: others become U+FFFD. For
 * catalogue/formats only. The caller frees it. */
char *xml_text_clean(const char *text);

#endif
