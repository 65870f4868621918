import Glibc

/// What concerns the whole process and not one server in it.
public enum ServiceProcess {
    /// To be called once, before anything else: open files, memory, broken pipes.
    public static func prepare() {
        // A closed connection or pipe is an error of the write that meets it, not the end of the process.
        signal(SIGPIPE, SIG_IGN)
        FileLimit.raise()
        MemoryReturn.configure()
    }
}
