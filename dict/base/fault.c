#include "dict/base/fault.h"

#ifdef WORDLOOT_FAULTS
static _Thread_local unsigned long calls_left;
static _Thread_local bool fired;

void fault_arm(unsigned long nth)
{
    calls_left = nth;
    fired = false;
}

bool fault_fired(void)
{
    return fired;
}

bool fault_hit(void)
{
    if (calls_left == 0 || --calls_left > 0)
        return false;
    fired = true;
    return true;
}
#else
/* ISO C wants a declaration in every file. */
typedef int fault_is_off;
#endif
