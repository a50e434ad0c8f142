/*
 * The least a program with a window can cost on this machine: bench_floor_sdl DRIVER. Opens a full
 * screen, shows one plain frame through SDL's renderer of that name and prints the milliseconds
 * since its process began and its memory in MB (PSS).
 */
#include "tests/support/measure.h"

#include <SDL.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static SDL_Renderer *open_renderer(SDL_Window *window, const char *driver)
{
    for (int i = 0; i < SDL_GetNumRenderDrivers(); i++) {
        SDL_RendererInfo info;
        if (SDL_GetRenderDriverInfo(i, &info) == 0 && strcmp(info.name, driver) == 0)
            return SDL_CreateRenderer(window, i, 0);
    }
    return NULL;
}

int main(int argc, char **argv)
{
    SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
    SDL_Window *window = NULL;
    if (argc == 2 && SDL_Init(SDL_INIT_VIDEO) == 0)
        window = SDL_CreateWindow("floor", 0, 0, 0, 0, SDL_WINDOW_FULLSCREEN_DESKTOP);
    SDL_Renderer *renderer = window != NULL ? open_renderer(window, argv[1]) : NULL;
    if (renderer == NULL) {
        fprintf(stderr, "usage: bench_floor_sdl DRIVER: %s\n", SDL_GetError());
        return 1;
    }
    SDL_SetRenderDrawColor(renderer, 20, 16, 34, 255);
    SDL_RenderClear(renderer);
    SDL_RenderPresent(renderer);
    double age_ms = measure_age_ms(getpid());
    printf("%.0f %.1f\n", age_ms, measure_memory_mb(getpid()));
    SDL_DestroyRenderer(renderer);
    SDL_DestroyWindow(window);
    SDL_Quit();
    return 0;
}
