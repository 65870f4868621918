/// What the class names and ids of mail programs say about an element.
enum MailMarkup {
    /// Containers and markers of Gmail, Outlook (desktop, web, mobile), Apple Mail, Thunderbird, Yahoo, Proton, Zoho.
    static func region(tag: String, classes: [String], id: String?, style: String) -> Region.Kind? {
        for name in classes {
            switch bare(name) {
            case "gmail_quote", "gmail_quote_container", "protonmail_quote", "zmail_extra", "moz-cite-prefix",
                "gmail_extra_quote", "yahoo_quoted", "ms-outlook-mobile-reference-message":
                return .quote
            case "outlookmessageheader": return .boundary
            case "gmail_signature", "moz-signature", "ms-outlook-mobile-signature", "protonmail_signature_block",
                "signature_container", "elementtoproof-signature":
                return .signature
            default: break
            }
        }
        if let id = id.map(bare) {
            if id.hasPrefix("yahoo_quoted") || id == "mail-editor-reference-message-container"
                || id == "ms-outlook-mobile-reference-message"
            {
                return .quote
            }
            switch id {
            case "divrplyfwdmsg", "appendonsend", "outlookmessageheader", "stopspelling": return .boundary
            case "signature", "applemailsignature", "ms-outlook-mobile-signature", "signature_bookmark",
                "composesignature", "zimbra-signature", "signature-block":
                return .signature
            default: break
            }
        }
        if tag == "blockquote", !isIndentation(style) { return .quote }
        return nil
    }

    /// Outlook on the web puts `x_` before the names it finds in a quoted mail, once per round.
    private static func bare(_ name: String) -> String {
        var name = name[...]
        while name.hasPrefix("x_") { name = name.dropFirst(2) }
        return String(name)
    }

    /// "Indent more" of Gmail and Outlook is a block quote without a border.
    private static func isIndentation(_ style: String) -> Bool {
        let tight = style.filter { $0 != " " }
        return tight.holds("margin:00040px") || (tight.holds("border:none") && tight.holds("margin:"))
    }
}
