#ifndef DICT_POS_H
#define DICT_POS_H

/* The parts of speech as entries name them ("noun"), and as a byte in files. */

#include <stdint.h>

/* 0 for NULL and what is none of them. Codes stay as they are: files hold them. */
uint8_t pos_code(const char *name);
/* Static; NULL for 0 and what is no code. */
const char *pos_name(uint8_t code);

#endif
