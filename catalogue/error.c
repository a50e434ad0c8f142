#include "catalogue/error.h"

G_DEFINE_QUARK(rwf - catalogue - error - quark, catalogue_error)
