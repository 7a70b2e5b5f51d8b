/* The physical limit of key establishment: the handshakes of bare OpenSSL, in one thread, with none of a server's work.
 *
 *   tls PORT CERTIFICATE KEY
 *
 * TLS 1.3, ALPN ntske/1, no tickets. A request is read up to its end and not understood; the answer is always the same: NTPv4, AEAD 15,
 * a port and eight cookies of 100 octets, which is what ours sends. Then it closes. Prints the version of its library. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <openssl/ssl.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

enum { EVENTS = 64, LONGEST = 4096, COOKIES = 8, COOKIE = 100 };

struct session {
    SSL *ssl;
    int fd, is_answered;
    size_t have;
    uint8_t request[LONGEST];
};

static uint8_t response[1024];
static size_t response_length;

static void record(uint16_t type, uint16_t length, const uint8_t *body) {
    uint8_t head[] = {(uint8_t)(type >> 8), (uint8_t)type, (uint8_t)(length >> 8), (uint8_t)length};
    memcpy(response + response_length, head, sizeof head);
    memcpy(response + response_length + sizeof head, body, length);
    response_length += sizeof head + length;
}

static void prepare_response(uint16_t port) {
    uint8_t cookie[COOKIE];
    memset(cookie, 0x5a, sizeof cookie);
    record(0x8001, 2, (uint8_t[]){0, 0});
    record(0x8004, 2, (uint8_t[]){0, 15});
    record(0x8007, 2, (uint8_t[]){(uint8_t)(port >> 8), (uint8_t)port});
    for (int i = 0; i < COOKIES; i++) record(0x0005, COOKIE, cookie);
    record(0x8000, 0, cookie);
}

static int is_whole(const struct session *s) {
    for (size_t at = 0; at + 4 <= s->have; at += 4u + (size_t)(s->request[at + 2] << 8 | s->request[at + 3]))
        if ((s->request[at] & 0x7f) == 0 && s->request[at + 1] == 0) return 1;
    return 0;
}

static int choose(SSL *ssl, const unsigned char **out, unsigned char *out_length, const unsigned char *in, unsigned in_length, void *unused) {
    static const unsigned char ours[] = "\7ntske/1";
    (void)ssl, (void)unused;
    return SSL_select_next_proto((unsigned char **)out, out_length, ours, sizeof ours - 1, in, in_length) == OPENSSL_NPN_NEGOTIATED
        ? SSL_TLSEXT_ERR_OK : SSL_TLSEXT_ERR_ALERT_FATAL;
}

/* One step; 0 when the session is over. */
static int go_on(struct session *s) {
    while (!s->is_answered) {
        int n = SSL_read(s->ssl, s->request + s->have, (int)(sizeof s->request - s->have));
        if (n <= 0) return SSL_get_error(s->ssl, n) == SSL_ERROR_WANT_READ;
        s->have += (size_t)n;
        if (!is_whole(s)) continue;
        s->is_answered = 1;
        SSL_write(s->ssl, response, (int)response_length);
        SSL_shutdown(s->ssl);
    }
    return 0;
}

int main(int count, char **argument) {
    if (count != 4) return fprintf(stderr, "usage: tls PORT CERTIFICATE KEY\n"), 2;
    signal(SIGPIPE, SIG_IGN);
    uint16_t port = (uint16_t)atoi(argument[1]);
    prepare_response(port);
    SSL_CTX *context = SSL_CTX_new(TLS_server_method());
    SSL_CTX_set_min_proto_version(context, TLS1_3_VERSION);
    SSL_CTX_set_num_tickets(context, 0);
    SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
    SSL_CTX_set_alpn_select_cb(context, choose, NULL);
    if (SSL_CTX_use_certificate_chain_file(context, argument[2]) != 1 || SSL_CTX_use_PrivateKey_file(context, argument[3], SSL_FILETYPE_PEM) != 1)
        return fprintf(stderr, "tls: certificate or key is not usable\n"), 1;

    int one = 1, listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0), poll = epoll_create1(0);
    struct sockaddr_in local = {.sin_family = AF_INET, .sin_port = htons(port), .sin_addr = {htonl(INADDR_LOOPBACK)}};
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
    if (bind(listener, (void *)&local, sizeof local) || listen(listener, 512)) return perror("tls: listen"), 1;
    epoll_ctl(poll, EPOLL_CTL_ADD, listener, &(struct epoll_event){.events = EPOLLIN});
    printf("%s\n", OpenSSL_version(OPENSSL_VERSION));
    fflush(stdout);

    for (;;) {
        struct epoll_event event[EVENTS];
        int ready = epoll_wait(poll, event, EVENTS, -1);
        if (ready < 0 && errno != EINTR) return perror("tls: epoll_wait"), 1;
        for (int i = 0; i < ready; i++) {
            struct session *s = event[i].data.ptr;
            if (!s) {
                int fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK);
                if (fd < 0) continue;
                setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
                s = calloc(1, sizeof *s);
                s->fd = fd;
                s->ssl = SSL_new(context);
                SSL_set_fd(s->ssl, fd);
                SSL_set_accept_state(s->ssl);
                epoll_ctl(poll, EPOLL_CTL_ADD, fd, &(struct epoll_event){.events = EPOLLIN, .data.ptr = s});
            }
            if (!go_on(s)) {
                SSL_free(s->ssl);
                close(s->fd);
                free(s);
            }
        }
    }
}
