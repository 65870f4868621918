import Domain
import Storage

extension SweepDuty {
    /// What every sweep does, the cheapest first.
    static func standard(_ environment: ServiceEnvironment) -> [SweepDuty] {
        []
    }
}
