/* A second opinion on `nts bench`: asks for nothing but an echo or a plain answer, so that little stands between the two system calls.
 *
 *   load ADDRESS PORT OCTETS IN_FLIGHT SECONDS
 *
 * Closed loop: as many requests are outstanding as IN_FLIGHT says; what has not come back after 50 ms is lost. Loopback only. Prints
 * one line of JSON with the names that `nts bench` uses. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <time.h>

enum { BATCH = 64, LONGEST = 2048, ORIGIN = 24, TRANSMIT = 40 };

static double seconds(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

int main(int count, char **argument) {
    if (count != 6) return fprintf(stderr, "usage: load ADDRESS PORT OCTETS IN_FLIGHT SECONDS\n"), 2;
    struct sockaddr_in server = {.sin_family = AF_INET, .sin_port = htons((uint16_t)atoi(argument[2]))};
    size_t octets = (size_t)atoi(argument[3]);
    long in_flight = atoi(argument[4]), sent = 0, received = 0, lost = 0, invalid = 0;
    double length = atof(argument[5]);
    if (inet_pton(AF_INET, argument[1], &server.sin_addr) != 1 || ntohl(server.sin_addr.s_addr) >> 24 != 127)
        return fprintf(stderr, "load: %s is not on loopback\n", argument[1]), 1;
    if (octets < 48 || octets > LONGEST || in_flight < 1) return fprintf(stderr, "load: 48 to %d octets, 1 or more in flight\n", LONGEST), 2;

    int s = socket(AF_INET, SOCK_DGRAM, 0), room = 4 << 20;
    struct timeval patience = {.tv_usec = 50000};
    setsockopt(s, SOL_SOCKET, SO_RCVBUF, &room, sizeof room);
    setsockopt(s, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    if (connect(s, (void *)&server, sizeof server)) return perror("load: connect"), 1;

    static uint8_t request[BATCH][LONGEST], reply[BATCH][LONGEST];
    static struct iovec out[BATCH], in[BATCH];
    static struct mmsghdr outgoing[BATCH], incoming[BATCH];
    for (int i = 0; i < BATCH; i++) {
        request[i][0] = 0x23; /* version 4, client */
        out[i] = (struct iovec){request[i], octets};
        in[i] = (struct iovec){reply[i], LONGEST};
        outgoing[i].msg_hdr = (struct msghdr){.msg_iov = &out[i], .msg_iovlen = 1};
        incoming[i].msg_hdr = (struct msghdr){.msg_iov = &in[i], .msg_iovlen = 1};
        /* What is over 48 octets is one extension field of a type that nobody knows: servers answer, without it (RFC 7822). */
        if (octets >= 48 + 28) request[i][48] = 0x20, request[i][50] = (uint8_t)((octets - 48) >> 8), request[i][51] = (uint8_t)(octets - 48);
    }
    uint64_t number = 0;
    double start = seconds(), now;
    while ((now = seconds()) - start < length) {
        for (long free_places; (free_places = in_flight - (sent - received - lost)) > 0;) {
            unsigned n = (unsigned)(free_places < BATCH ? free_places : BATCH);
            for (unsigned i = 0; i < n; i++) number++, memcpy(&request[i][TRANSMIT], &number, sizeof number);
            int done = sendmmsg(s, outgoing, n, 0);
            if (done < 0) return perror("load: send"), 1;
            sent += done;
        }
        int taken = recvmmsg(s, incoming, BATCH, MSG_WAITFORONE, NULL);
        if (taken < 0) lost = sent - received;
        for (int i = 0; i < taken; i++) {
            uint64_t origin;
            memcpy(&origin, &reply[i][ORIGIN], sizeof origin);
            if (incoming[i].msg_len < 48 || (reply[i][0] & 7) != 4 || origin == 0 || origin > number) invalid++;
            received++;
        }
    }
    struct rusage used;
    getrusage(RUSAGE_SELF, &used);
    double cpu = (double)(used.ru_utime.tv_sec + used.ru_stime.tv_sec) + (double)(used.ru_utime.tv_usec + used.ru_stime.tv_usec) * 1e-6;
    printf("{\"mode\":\"plain\",\"sent\":%ld,\"received\":%ld,\"lost\":%ld,\"invalid\":%ld,\"seconds\":%.3f,\"perSecond\":%.1f,\"loadCpuSeconds\":%.3f}\n",
        sent, received, lost, invalid, now - start, (double)received / (now - start), cpu);
    return invalid > 0 || received == 0;
}
