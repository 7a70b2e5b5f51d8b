/* The frequency at which a core really runs, in GHz: each addition waits for the one before, and takes one cycle. What the system says
 * of it is often the nominal one. */
#include <stdio.h>
#include <time.h>

enum { ROUNDS = 200000000, ADDITIONS = 4 };

int main(void) {
    struct timespec from, to;
    unsigned long sum = 1;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &from);
    for (int i = 0; i < ROUNDS; i++) {
        sum += (unsigned long)i;
        __asm__ volatile("" : "+r"(sum));
        sum += 3;
        __asm__ volatile("" : "+r"(sum));
        sum += 5;
        __asm__ volatile("" : "+r"(sum));
        sum += 7;
        __asm__ volatile("" : "+r"(sum));
    }
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &to);
    double seconds = (double)(to.tv_sec - from.tv_sec) + (double)(to.tv_nsec - from.tv_nsec) * 1e-9;
    printf("%.2f\n", (double)ROUNDS * ADDITIONS / seconds / 1e9);
}
