import Digest
import Domain
import Synchronization

/// Limits on guessing, per account and per address, in bounded memory.
///
/// An account's limit counts attempts from everywhere, and would let anybody keep its owner out by guessing without
/// end. So an address from which the account was signed in to before has a count of its own.
final class AttemptLimits: Sendable {
    static let accountRule = AttemptTable.Rule(
        free: 5, longestWaitSeconds: 900, forgetSeconds: 3600, capacity: 10_000)
    static let addressRule = AttemptTable.Rule(
        free: 20, longestWaitSeconds: 900, forgetSeconds: 3600, capacity: 10_000)
    /// How many pairs of account and address are remembered.
    static let familiarCapacity = 10_000

    /// An attempt that was let through; to be told how it ended.
    struct Attempt: Sendable {
        fileprivate let account: AttemptKey
        fileprivate let familiar: AttemptKey
        fileprivate let isFamiliar: Bool
        fileprivate let address: AttemptKey
    }

    enum Answer: Sendable {
        case go(Attempt)
        /// Seconds to wait.
        case wait(Int64)
    }

    private struct State {
        var accounts = AttemptTable(AttemptLimits.accountRule)
        var addresses = AttemptTable(AttemptLimits.addressRule)
        var familiar: [AttemptKey: Timestamp] = [:]
    }

    private let state = Mutex(State())
    private let key: [UInt8]

    init() throws(DigestUnavailable) {
        key = try RandomBytes.make(32)
    }

    /// `account` is what was typed, whether there is such an account or not.
    func begin(account: String, address: String, now: Timestamp) throws(DigestUnavailable) -> Answer {
        let network = AttemptKey.network(of: address)
        let accountKey = try AttemptKey("account \(account)", key: key)
        let familiarKey = try AttemptKey("pair \(network) \(account)", key: key)
        let addressKey = try AttemptKey("address \(network)", key: key)
        return state.withLock { state in
            let isFamiliar = state.familiar[familiarKey] != nil
            let counted = isFamiliar ? familiarKey : accountKey
            let waits = [state.accounts.wait(counted, now: now), state.addresses.wait(addressKey, now: now)]
            if let wait = waits.compactMap({ $0 }).max() { return .wait(wait) }
            state.accounts.begin(counted, now: now)
            state.addresses.begin(addressKey, now: now)
            return .go(
                Attempt(account: accountKey, familiar: familiarKey, isFamiliar: isFamiliar, address: addressKey))
        }
    }

    /// The right password: the account's count starts anew, and the address is known from now on.
    func succeeded(_ attempt: Attempt, now: Timestamp) {
        state.withLock { state in
            state.accounts.forget(attempt.isFamiliar ? attempt.familiar : attempt.account)
            // Not forgotten: a guesser with an account of its own could start anew at will.
            state.addresses.takeBack(attempt.address, now: now)
            state.familiar[attempt.familiar] = now
            if state.familiar.count > Self.familiarCapacity,
                let oldest = state.familiar.min(by: { $0.value < $1.value })
            {
                state.familiar[oldest.key] = nil
            }
        }
    }

    /// The attempt did not take place, for want of capacity.
    func takenBack(_ attempt: Attempt, now: Timestamp) {
        state.withLock { state in
            state.accounts.takeBack(attempt.isFamiliar ? attempt.familiar : attempt.account, now: now)
            state.addresses.takeBack(attempt.address, now: now)
        }
    }
}
