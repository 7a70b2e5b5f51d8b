/* Preloaded into a time daemon under test: it may read the machine's clock, and every call that would set or steer
 * the clock succeeds and changes nothing. */
#define _GNU_SOURCE
#include <string.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/timex.h>
#include <time.h>
#include <unistd.h>

int clock_adjtime(clockid_t clock, struct timex *request)
{
    unsigned int modes = request->modes;

    request->modes = 0;
    int state = (int)syscall(SYS_clock_adjtime, clock, request);
    request->modes = modes;
    /* An unsynchronised machine would say TIME_ERROR; its state is not under test. */
    return state < 0 ? -1 : TIME_OK;
}

int adjtimex(struct timex *request)
{
    return clock_adjtime(CLOCK_REALTIME, request);
}

int ntp_adjtime(struct timex *request)
{
    return clock_adjtime(CLOCK_REALTIME, request);
}

int adjtime(const struct timeval *delta, struct timeval *remaining)
{
    (void)delta;
    if (remaining)
        memset(remaining, 0, sizeof *remaining);
    return 0;
}

int clock_settime(clockid_t clock, const struct timespec *time)
{
    (void)clock;
    (void)time;
    return 0;
}

int settimeofday(const struct timeval *time, const struct timezone *zone)
{
    (void)time;
    (void)zone;
    return 0;
}
