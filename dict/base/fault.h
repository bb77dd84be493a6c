#ifndef BASE_FAULT_H
#define BASE_FAULT_H

/* Planned failures, for tests only: arm the n-th fallible call (bounded
 * allocation, read, write, SQL step) and see that nothing is lost. Outside
 * test builds (WORDLOOT_FAULTS) every call is a constant false. */

#include <stdbool.h>

#ifdef WORDLOOT_FAULTS
/* The NTH fallible call from now on fails, once; 0 disarms. */
void fault_arm(unsigned long nth);
/* Whether the armed failure has happened. */
bool fault_fired(void);
/* To be asked by every fallible call of the base library. */
bool fault_hit(void);
#else
static inline bool fault_hit(void)
{
    return false;
}
#endif

#endif
