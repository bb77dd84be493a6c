#ifndef BASE_LOG_H
#define BASE_LOG_H

/* Lines for whoever looks for a fault, on stderr: "module: level: text".
 * WORDLOOT_LOG=dict:debug,overlay:info raises modules; warnings always show. */

#include "dict/base/err.h"

enum log_level { LOG_WARN, LOG_INFO, LOG_DEBUG };

void log_line(enum log_level level, const char *module, const char *format, ...) PRINTF_LIKE(3, 4);

#define log_warn(...) log_line(LOG_WARN, LOG_MODULE, __VA_ARGS__)
#define log_info(...) log_line(LOG_INFO, LOG_MODULE, __VA_ARGS__)
#define log_debug(...) log_line(LOG_DEBUG, LOG_MODULE, __VA_ARGS__)

#endif
