/* A cheap load generator for scripts/load: signed requests prepared beforehand, keep-alive connections, one thread.
 *
 *   load PORT REQUESTS CONNECTIONS RATE SECONDS
 *
 * REQUESTS is a file of whole HTTP requests, each preceded by its length as a 32-bit number of this machine. With RATE
 * above 0 request N is due N / RATE seconds after the start, whether or not earlier ones were answered, and its latency
 * counts from then: a server that stalls is not spared the requests that waited meanwhile. With RATE 0 each connection
 * sends its next request as soon as it has its answer. Ends after SECONDS or when no requests are left, once all are
 * answered. Prints JSON: answers by status class, errors, seconds, and latencies in microseconds. */

#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

struct connection {
    int socket;
    const char *at;  /* what is left to send */
    size_t left;
    char answer[8192];
    size_t length;
    double due;
    int busy;
};

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec + time.tv_nsec * 1e-9;
}

static int compare(const void *a, const void *b) {
    float x = *(const float *)a, y = *(const float *)b;
    return (x > y) - (x < y);
}

static int dial(int port) {
    int fd = socket(AF_INET, SOCK_STREAM, 0), on = 1;
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port)};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (fd < 0 || connect(fd, (struct sockaddr *)&address, sizeof address) != 0) {
        perror("connect");
        exit(1);
    }
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    fcntl(fd, F_SETFL, O_NONBLOCK);
    return fd;
}

/* The length of a whole answer, or 0 while some of it is missing. Our server always names the length. */
static size_t whole(struct connection *c) {
    c->answer[c->length] = 0;
    char *end = strstr(c->answer, "\r\n\r\n");
    if (!end) return 0;
    char *field = strcasestr(c->answer, "content-length:");
    size_t body = field && field < end ? strtoul(field + 15, NULL, 10) : 0;
    size_t total = (size_t)(end - c->answer) + 4 + body;
    return c->length >= total ? total : 0;
}

int main(int count, char **arguments) {
    if (count != 6) return 2;
    int port = atoi(arguments[1]), connections = atoi(arguments[3]);
    double rate = atof(arguments[4]), seconds = atof(arguments[5]);
    int file = open(arguments[2], O_RDONLY);
    struct stat status;
    if (file < 0 || fstat(file, &status) != 0) return 1;
    const char *requests = mmap(NULL, status.st_size, PROT_READ, MAP_PRIVATE | MAP_POPULATE, file, 0);
    size_t offset = 0, sent = 0, answered = 0, capacity = 1 << 20;
    size_t classes[6] = {0}, errors = 0;
    float *latencies = malloc(capacity * sizeof *latencies);
    struct connection *all = calloc(connections, sizeof *all);
    int *idle = malloc(connections * sizeof *idle), idles = 0, poll = epoll_create1(0);
    for (int i = 0; i < connections; i++) {
        all[i].socket = dial(port);
        struct epoll_event event = {.events = EPOLLIN, .data.u32 = i};
        epoll_ctl(poll, EPOLL_CTL_ADD, all[i].socket, &event);
        idle[idles++] = i;
    }
    double begun = now(), last = begun;
    for (;;) {
        double time = now();
        int is_over = time - begun >= seconds || offset >= (size_t)status.st_size;
        if (is_over && sent == answered + errors) break;
        if (time - begun > seconds + 30) {
            errors += sent - answered - errors;
            break;
        }
        while (!is_over && idles > 0) {
            double due = rate > 0 ? begun + sent / rate : time;
            if (due > time || offset >= (size_t)status.st_size) break;
            struct connection *c = &all[idle[--idles]];
            uint32_t size;
            memcpy(&size, requests + offset, sizeof size);
            c->at = requests + offset + sizeof size;
            c->left = size;
            offset += sizeof size + size;
            c->due = due;
            c->busy = 1;
            c->length = 0;
            sent++;
            ssize_t done = write(c->socket, c->at, c->left);
            if (done > 0) c->at += done, c->left -= done;
            if (c->left > 0) {
                struct epoll_event event = {.events = EPOLLIN | EPOLLOUT, .data.u32 = c - all};
                epoll_ctl(poll, EPOLL_CTL_MOD, c->socket, &event);
            }
        }
        double rest = 0.05;
        if (rate > 0 && !is_over && idles > 0) rest = begun + sent / rate - now();
        if (rest < 0) rest = 0;
        struct timespec timeout = {(time_t)rest, (long)((rest - (time_t)rest) * 1e9)};
        struct epoll_event events[256];
        int found = epoll_pwait2(poll, events, 256, &timeout, NULL);
        for (int e = 0; e < found; e++) {
            int index = events[e].data.u32;
            struct connection *c = &all[index];
            if (events[e].events & EPOLLOUT && c->left > 0) {
                ssize_t done = write(c->socket, c->at, c->left);
                if (done > 0) c->at += done, c->left -= done;
                if (c->left == 0) {
                    struct epoll_event event = {.events = EPOLLIN, .data.u32 = index};
                    epoll_ctl(poll, EPOLL_CTL_MOD, c->socket, &event);
                }
            }
            if (!(events[e].events & (EPOLLIN | EPOLLHUP | EPOLLERR))) continue;
            ssize_t done = read(c->socket, c->answer + c->length, sizeof c->answer - 1 - c->length);
            if (done < 0 && (errno == EAGAIN || errno == EINTR)) continue;
            if (done <= 0) {
                if (c->busy) errors++, idle[idles++] = index;
                c->busy = 0;
                close(c->socket);
                c->socket = dial(port);
                struct epoll_event event = {.events = EPOLLIN, .data.u32 = index};
                epoll_ctl(poll, EPOLL_CTL_ADD, c->socket, &event);
                continue;
            }
            c->length += done;
            if (!c->busy || !whole(c)) continue;
            int code = atoi(c->answer + 9);
            classes[code >= 100 && code < 600 ? code / 100 : 0]++;
            last = now();
            if (answered == capacity) latencies = realloc(latencies, (capacity *= 2) * sizeof *latencies);
            latencies[answered++] = (last - c->due) * 1e6;
            c->busy = 0;
            idle[idles++] = index;
        }
    }
    qsort(latencies, answered, sizeof *latencies, compare);
    double share[] = {0.5, 0.9, 0.99, 0.999, 1};
    printf("{\"answered\": %zu, \"ok\": %zu, \"refused\": %zu, \"failed\": %zu, \"errors\": %zu, \"seconds\": %.3f", answered,
           classes[2], classes[4], classes[5] + classes[0] + classes[1] + classes[3], errors, last - begun);
    const char *names[] = {"p50", "p90", "p99", "p999", "max"};
    for (int i = 0; i < 5; i++) {
        size_t index = (size_t)(answered * share[i]);
        printf(", \"%s\": %.0f", names[i], answered ? latencies[index < answered ? index : answered - 1] : 0.0);
    }
    puts("}");
    return 0;
}
