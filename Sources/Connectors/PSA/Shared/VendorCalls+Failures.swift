import CurlTransport
import Domain

extension VendorCalls {
    /// The JSON of an answer.
    ///
    /// - Throws: `JobFailure` for anything else; a page in HTML is what a proxy or a vendor under maintenance sends, so
    ///   trying again can help.
    func json(_ answer: VendorAnswer, what: String) throws(JobFailure) -> JSONBody {
        do {
            return try JSONBody(answer.body)
        } catch {
            throw unreadable(what)
        }
    }

    /// The object of an answer, or one of its members.
    func object(_ answer: VendorAnswer, _ member: StaticString? = nil, what: String) throws(JobFailure) -> VendorObject
    {
        let json = try json(answer, what: what)
        guard json.isObject else { throw unreadable(what) }
        do {
            guard let member else { return try json.decode(VendorObject.self) }
            guard let range = json.member(member) else { throw MalformedPayload("") }
            return try json.decode(VendorObject.self, range)
        } catch {
            throw unreadable(what)
        }
    }

    /// The list of an answer, or one that stands in a member.
    func list(_ answer: VendorAnswer, _ member: StaticString? = nil, what: String) throws(JobFailure) -> [VendorObject]
    {
        let json = try json(answer, what: what)
        do {
            guard let member else { return try json.decode([VendorObject].self) }
            guard json.isObject, let range = json.member(member) else { throw MalformedPayload("") }
            return try json.decode([VendorObject].self, range)
        } catch {
            throw unreadable(what)
        }
    }

    func unreadable(_ what: String) -> JobFailure {
        JobFailure(reason: "\(source) did not answer as its API does when asked for \(what)", isPermanent: false)
    }

    /// What a status other than success means.
    ///
    /// - Parameter settings: where the credentials stand in the configuration.
    func failure(_ answer: VendorAnswer, what: String, settings: String) -> JobFailure {
        switch answer.status {
        case 401:
            return JobFailure(
                reason: "\(source) refused the sign-in (HTTP 401 when asked for \(what)); check \(settings)",
                isPermanent: true)
        case 403:
            return JobFailure(
                reason:
                    "\(source) does not let this sign-in read \(what) (HTTP 403); check its rights there, and \(settings)",
                isPermanent: true)
        case 300...399:
            return JobFailure(
                reason:
                    "\(source) sends elsewhere (HTTP \(answer.status) when asked for \(what)); check the address in connectors.\(source)",
                isPermanent: true)
        case 408, 425, 500...599:
            return JobFailure(
                reason: "\(source) answered HTTP \(answer.status) when asked for \(what)", isPermanent: false)
        default:
            return JobFailure(
                reason: "\(source) answered HTTP \(answer.status) when asked for \(what)", isPermanent: true)
        }
    }

    func late(_ what: String) -> JobFailure {
        let seconds = Int(limits.deadline / .seconds(1))
        return JobFailure(
            reason: "\(source) took longer than \(seconds) s; what was still to read: \(what)", isPermanent: false)
    }

    func failure(_ error: TransportError, _ what: String) -> JobFailure {
        let isPermanent =
            switch error.kind {
            case .invalidURL, .insecure, .invalidRequest, .tooLarge, .headersTooLarge: true
            default: false
            }
        switch error.kind {
        case .timeout(.sending), .timeout(.waiting), .timeout(.receiving), .timeout(.idle): return late(what)
        default: break
        }
        return JobFailure(reason: "\(source), asked for \(what): \(error.what)", isPermanent: isPermanent)
    }

    /// For what a ticket can do without: nil where it cannot be read. A pause that the vendor asks for is not passed over.
    func optional<T>(
        isolation: isolated (any _Concurrency.Actor)? = #isolation, _ read: () async throws -> T?
    ) async throws -> T? {
        do {
            return try await read()
        } catch let failure as JobFailure where failure.pause == 0 {
            return nil
        }
    }
}
