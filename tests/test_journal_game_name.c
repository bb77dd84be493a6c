#include "app/journal/game_name.h"

#include <string.h>

#include "dict/base/mem.h"
#include "dict/base/str.h"
#include "dict/base/text.h"
#include "tests/check.h"

static const struct {
    const char *window_class, *title, *name, *key;
} rows[] = {
    { "wesnoth-1.16", "The Battle for Wesnoth - 1.16.8", "The Battle for Wesnoth",
      "class:wesnoth" },
    { "org.wesnoth.Wesnoth", "The Battle for Wesnoth", "The Battle for Wesnoth", "class:wesnoth" },
    { "wesnoth-1.16", NULL, "wesnoth", "class:wesnoth" },
    { "wesnoth", "", "wesnoth", "class:wesnoth" },
    { "steam_app_2208920", "Assassin's Creed\u00ae Valhalla", "Assassin's Creed Valhalla",
      "class:steam_app_2208920" },
    { "acvalhalla.exe", "ACValhalla.exe", "ACValhalla", "class:acvalhalla" },
    { "acvalhalla.exe", "C:\\Games\\ACV\\ACValhalla.exe", "ACValhalla", "class:acvalhalla" },
    { "StardewModdingAPI", "Stardew Valley 1.6.8 - running SMAPI 4.0.8 with 12 mods",
      "Stardew Valley", "class:stardewmoddingapi" },
    { "StardewValley", "Stardew Valley 1.6.8 build 24119", "Stardew Valley",
      "class:stardewvalley" },
    { "dosbox", "DOSBox 0.74-3, Cpu speed:     3000 cycles, Frameskip  0, Program:   MONKEY",
      "MONKEY", "class:dosbox/monkey" },
    { "dosbox", "DOSBox 0.74-3, Cpu speed:     3000 cycles, Frameskip  0, Program:   DOSBOX",
      "DOSBox", "class:dosbox/dosbox" },
    { "dosbox-x", "DOSBox-X 2024.03.01: ULTIMA7 - 30000 cycles/ms", "ULTIMA7",
      "class:dosbox-x/ultima7" },
    { "steam_app_1091500", "Cyberpunk 2077 (C) 2020 by CD Projekt RED", "Cyberpunk 2077",
      "class:steam_app_1091500" },
    { "steam_app_1245620", "ELDEN RING\u2122", "ELDEN RING", "class:steam_app_1245620" },
    { "steam_app_374320", "DARK SOULS\u2122 III", "DARK SOULS III", "class:steam_app_374320" },
    { "bg3", "Baldur's Gate 3 (1920x1080) - (Vulkan) - (6 + 6 WT)", "Baldur's Gate 3",
      "class:bg3" },
    { "hl2_linux", "Left 4 Dead 2 - Direct3D 9", "Left 4 Dead 2", "class:hl2_linux" },
    { "portal2_linux", "PORTAL 2 - OpenGL", "PORTAL 2", "class:portal2_linux" },
    { "hoi4", "Hearts of Iron IV (DirectX 11)", "Hearts of Iron IV", "class:hoi4" },
    { "eu4", "Europa Universalis IV v1.35.6", "Europa Universalis IV", "class:eu4" },
    { "CivilizationVI", "Sid Meier's Civilization VI (64-bit, DX12)", "Sid Meier's Civilization VI",
      "class:civilizationvi" },
    { "factorio", "Factorio 1.1.107", "Factorio", "class:factorio" },
    { "Minecraft* 1.20.4", "Minecraft* 1.20.4 - Singleplayer", "Minecraft", "class:minecraft" },
    { "Minecraft 1.21", "Minecraft 1.21 - Multiplayer (LAN)", "Minecraft", "class:minecraft" },
    { "Celeste.bin.x86_64", "Celeste", "Celeste", "class:celeste" },
    { "hollow_knight.x86_64", "", "hollow_knight", "class:hollow_knight" },
    { "firefox", "Fallen London \u2014 Mozilla Firefox", "Fallen London",
      "class:firefox/fallen london" },
    { "Google-chrome", "Duolingo - Lerne Deutsch - Google Chrome", "Duolingo - Lerne Deutsch",
      "class:google-chrome/duolingo - lerne deutsch" },
    { "chromium", "2048 - Chromium", "2048", "class:chromium/2048" },
    { "dolphin-emu", "Dolphin 5.0-21088 | JIT64 DC | OpenGL | HLE | Super Mario Sunshine (GMSE01)",
      "Super Mario Sunshine", "class:dolphin-emu/super mario sunshine" },
    { "dolphin-emu", "Dolphin 5.0-21088 | JIT64 DC | OpenGL | HLE", "Dolphin",
      "class:dolphin-emu/dolphin" },
    { "rpcs3", "FPS: 60.00 | Vulkan | 0.0.30-16000 Alpha | Ni no Kuni [BLES01555]", "Ni no Kuni",
      "class:rpcs3/ni no kuni" },
    { "PPSSPPSDL", "PPSSPP v1.17.1 - ULES00151 : Persona 3", "Persona 3",
      "class:ppssppsdl/persona 3" },
    { "mGBA", "mGBA - Golden Sun - 0.10.2", "Golden Sun", "class:mgba/golden sun" },
    { "retroarch", "RetroArch Snes9x 1.62.3", "RetroArch Snes9x",
      "class:retroarch/retroarch snes9x" },
    { "scummvm", "The Secret of Monkey Island (Floppy/DOS/English)", "The Secret of Monkey Island",
      "class:scummvm/the secret of monkey island" },
    { "steam_app_default", "Fallout 4", "Fallout 4", "class:steam_app_default/fallout 4" },
    { "pyrogenesis", "0 A.D. (0.27.0)", "0 A.D.", "class:pyrogenesis" },
    { "ffx", "Final Fantasy X/X-2 HD Remaster", "Final Fantasy X/X-2 HD Remaster", "class:ffx" },
    { "ys8.exe", "Ys VIII: Lacrimosa of DANA ver. 1.01", "Ys VIII: Lacrimosa of DANA",
      "class:ys8" },
    { "F1_23.exe", "F1\u00ae 23", "F1 23", "class:f1_23" },
    { "anno1800.exe", "Anno 1800", "Anno 1800", "class:anno1800" },
    { "NieRAutomata.exe", "NieR:Automata", "NieR:Automata", "class:nierautomata" },
    { "Godot_Engine", "Die Zwerge (DEBUG)", "Die Zwerge", "class:godot_engine/die zwerge" },
    { NULL, "\u30da\u30eb\u30bd\u30ca5 Ver.1.02", "\u30da\u30eb\u30bd\u30ca5 Ver.1.02",
      "class:/\u30da\u30eb\u30bd\u30ca5 ver.1.02" },
    { "game", "Game v2.03", "Game", "class:game" },
    { "game", "Game [1.0.5]", "Game", "class:game" },
    { "game", "\"; DROP TABLE game; --", "\"; DROP TABLE game", "class:game" },
    { "game", "line\none\ttwo", "line one two", "class:game" },
    { "", "", "", "" },
    { NULL, NULL, "", "" },
    { " ", " - | - ", "", "" },
    { "", "1.16.8", "1.16.8", "class:/1.16.8" },
    { "x.", "(", "x.", "class:x." },
    { "org.", "", "org.", "class:org." },
    { ".exe", "", ".exe", "class:.exe" },
};

/* Any bytes and any length leave valid text that fits. */
static void test_wild_titles(void)
{
    char title[3000];
    struct game_name game;
    size_t i, len;

    for (len = 1; len < sizeof(title) - 1; len += 7) {
        for (i = 0; i < len; i++)
            title[i] = (char)(1 + (i * 131 + len * 17) % 255);
        title[len] = '\0';
        game_name_of(&game, title + len / 2, title);
        CHECK(text_is_valid(str_of(game.name)), "wild title of %zu: the name is broken", len);
        CHECK(text_is_valid(str_of(game.key)), "wild title of %zu: the key is broken", len);
        CHECK(strncmp(game.key, "name:", 5) != 0, "wild title of %zu: a former name's key", len);
    }
}

int main(void)
{
    struct game_name game;
    size_t i;

    for (i = 0; i < ARRAY_LEN(rows); i++) {
        const char *row = rows[i].title != NULL ? rows[i].title : "no title";

        game_name_of(&game, rows[i].window_class, rows[i].title);
        CHECK_STR(game.name, rows[i].name, row);
        CHECK_STR(game.key, rows[i].key, row);
    }
    test_wild_titles();
    return check_done();
}
