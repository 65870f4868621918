import Domain

/// The configuration cannot be used: the command was not begun (exit status 1).
struct ConfigurationError: Error {
    let problem: Problem
}
