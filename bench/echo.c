/* The physical limit of the UDP path: sends every datagram back with the system calls of a server and none of its work.
 *
 *   echo PORT [stamp]
 *
 * A batch is taken by recvmmsg and sent by sendmmsg. So that a client takes it for an answer, the header says mode 4, stratum 1 and
 * gives the transmit timestamp back as the origin. With "stamp" it also does what every good time server asks of the kernel: receive
 * time stamps, and the address that was asked, from which it answers; the transmit timestamp is read just before the send. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <linux/net_tstamp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>

enum { BATCH = 64, LONGEST = 2048, HEADER = 48, CONTROL = 128, REFERENCE = 16, ORIGIN = 24, RECEIVE = 32, TRANSMIT = 40 };

static void put_time(uint8_t *at, struct timespec t) {
    uint32_t wire[2] = {htonl((uint32_t)(t.tv_sec + 2208988800)), htonl((uint32_t)(((uint64_t)t.tv_nsec << 32) / 1000000000))};
    memcpy(at, wire, sizeof wire);
}

static struct timespec now(void) {
    struct timespec t;
    clock_gettime(CLOCK_REALTIME, &t);
    return t;
}

/* When the kernel had it. Leaves in the message what answers from the address that was asked. */
static struct timespec received(struct msghdr *message) {
    struct timespec time = {0};
    struct in_pktinfo asked = {0};
    for (struct cmsghdr *c = CMSG_FIRSTHDR(message); c; c = CMSG_NXTHDR(message, c)) {
        if (c->cmsg_level == SOL_SOCKET && c->cmsg_type == SCM_TIMESTAMPING) memcpy(&time, CMSG_DATA(c), sizeof time);
        if (c->cmsg_level == IPPROTO_IP && c->cmsg_type == IP_PKTINFO) memcpy(&asked, CMSG_DATA(c), sizeof asked);
    }
    message->msg_controllen = CMSG_SPACE(sizeof asked);
    struct cmsghdr *from = CMSG_FIRSTHDR(message);
    from->cmsg_level = IPPROTO_IP;
    from->cmsg_type = IP_PKTINFO;
    from->cmsg_len = CMSG_LEN(sizeof asked);
    asked.ipi_ifindex = 0;
    memcpy(CMSG_DATA(from), &asked, sizeof asked);
    return time;
}

static void answer(uint8_t *p, struct timespec received) {
    static const uint8_t head[] = {0, 1, 0, 0xe9, 0, 0, 0, 0, 0, 0, 0, 0, 'E', 'C', 'H', 'O'};
    uint8_t version = p[0] & 0x38;
    memcpy(p, head, sizeof head);
    p[0] = version | 4;
    memcpy(p + ORIGIN, p + TRANSMIT, 8);
    put_time(p + RECEIVE, received);
    memcpy(p + REFERENCE, p + RECEIVE, 8);
}

int main(int count, char **argument) {
    if (count < 2) return fprintf(stderr, "usage: echo PORT [stamp]\n"), 2;
    int stamps = count > 2, one = 1, room = 4 << 20, flags = SOF_TIMESTAMPING_RX_SOFTWARE | SOF_TIMESTAMPING_SOFTWARE;
    struct sockaddr_in local = {.sin_family = AF_INET, .sin_port = htons((uint16_t)atoi(argument[1])), .sin_addr = {htonl(INADDR_LOOPBACK)}};
    int s = socket(AF_INET, SOCK_DGRAM, 0);
    setsockopt(s, SOL_SOCKET, SO_RCVBUF, &room, sizeof room);
    if (stamps && (setsockopt(s, SOL_SOCKET, SO_TIMESTAMPING, &flags, sizeof flags) || setsockopt(s, IPPROTO_IP, IP_PKTINFO, &one, sizeof one)))
        return perror("echo: setsockopt"), 1;
    if (bind(s, (void *)&local, sizeof local)) return perror("echo: bind"), 1;

    static uint8_t data[BATCH][LONGEST], control[BATCH][CONTROL];
    static struct sockaddr_in client[BATCH];
    static struct iovec vector[BATCH];
    static struct mmsghdr message[BATCH];
    for (;;) {
        for (int i = 0; i < BATCH; i++) {
            vector[i] = (struct iovec){data[i], LONGEST};
            message[i].msg_hdr = (struct msghdr){&client[i], sizeof client[i], &vector[i], 1, stamps ? control[i] : NULL, stamps ? CONTROL : 0, 0};
        }
        int taken = recvmmsg(s, message, BATCH, MSG_WAITFORONE, NULL);
        if (taken < 0 && errno != EINTR) return perror("echo: recvmmsg"), 1;
        struct timespec without = {0};
        for (int i = 0; i < taken; i++) {
            vector[i].iov_len = message[i].msg_len;
            if (message[i].msg_len >= HEADER) answer(data[i], stamps ? received(&message[i].msg_hdr) : without);
        }
        for (int i = 0; i < taken; i++)
            if (message[i].msg_len >= HEADER) put_time(data[i] + TRANSMIT, stamps ? now() : without);
        for (int sent = 0; sent < taken;) {
            int n = sendmmsg(s, message + sent, (unsigned)(taken - sent), 0);
            sent += n > 0 ? n : 1; /* who cannot be answered is passed over */
        }
    }
}
