public import Domain

/// What the caller of an import decides.
public struct ImportOptions: Hashable, Sendable {
    /// Whose records are those that do not say it themselves (CSV without a client column, mail, loose runbooks).
    public enum Owner: Hashable, Sendable {
        case unknown
        case client(ClientID)
        /// The MSP's own: visible for every client. Only ever by explicit choice.
        case shared
    }

    public var owner = Owner.unknown
    /// Folder and owner names, besides `_global`, `_all` and `Templates`, that stand for the MSP itself.
    public var sharedNames: [String] = []
    /// Field -> CSV header, from `--map field=Column`.
    public var columns: [String: String] = [:]
    /// What CSV files hold, instead of recognising it.
    public var csvKind: ImportKind?
    public var dateOrder: DateOrder?
    /// Put before the path of a runbook to link back to it, such as a SharePoint folder.
    public var linkPrefix: String?
    /// Records written in one transaction.
    public var batchSize = 500
    /// Larger runbook files are left out.
    public var runbookLimit = 10 << 20
    /// Larger mails are left out.
    public var mailLimit = 32 << 20
    public var lineLimit = LineReader.defaultLimit

    public init() {}
}
