#ifndef COMMANDS_COMMAND_DICT_GET_H
#define COMMANDS_COMMAND_DICT_GET_H

/* wordloot dict get, which is large enough for a file of its own. ARGV[0] is "get".
 * Gives an exit code. */
int command_dict_get(int argc, char **argv);

#endif
