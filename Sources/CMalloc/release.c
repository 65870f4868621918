#define _GNU_SOURCE 1
#include "CMalloc.h"

#include <link.h>
#include <sys/mman.h>
#include <unistd.h>

static int release_segments(struct dl_phdr_info *info, size_t size, void *page_size) {
    (void)size;
    const ElfW(Addr) mask = (ElfW(Addr))(*(long *)page_size) - 1;
    for (int i = 0; i < info->dlpi_phnum; i++) {
        const ElfW(Phdr) *segment = &info->dlpi_phdr[i];
        // What may be written holds relocations and data: those pages are the only copy.
        if (segment->p_type != PT_LOAD || (segment->p_flags & PF_W)) continue;
        ElfW(Addr) begin = (info->dlpi_addr + segment->p_vaddr) & ~mask;
        ElfW(Addr) end = (info->dlpi_addr + segment->p_vaddr + segment->p_memsz + mask) & ~mask;
        // Refused for the kernel's own pages, which does no harm.
        (void)madvise((void *)begin, end - begin, MADV_DONTNEED);
    }
    return 0;
}

void sidenote_release_program(void) {
    long page_size = sysconf(_SC_PAGESIZE);
    (void)dl_iterate_phdr(release_segments, &page_size);
}
