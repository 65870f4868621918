/// The words by which a ticket's category is told, per category; several languages in one list.
enum TriageVocabulary {
    struct Category: Sendable {
        var name: String
        /// Words and two-word phrases, lower case; a trailing `*` matches any ending.
        var words: [String]
        /// Whether such a ticket is about something that happens on a computer.
        var concernsDevice: Bool
    }

    static let categories: [Category] = [
        Category(
            name: "security",
            words: [
                "phishing", "phish*", "malware", "ransom*", "virus", "trojan", "suspicious", "compromis*", "hacked",
                "breach*", "spoof*", "gift card*", "wire transfer", "bank details", "mfa prompt*", "mfa request*",
                "push notification*", "impossible travel", "unusual sign*", "risky sign*", "quarantin*", "edr",
                "threat*", "encrypted files", "scam", "fraud*", "clicked", "verdächtig*", "sospechoso", "suspecto",
                "data leak", "stolen", "defender alert", "unfamiliar sign*", "lookalike", "look-alike", "bec",
            ], concernsDevice: true),
        Category(
            name: "printing",
            words: [
                "print*", "spool*", "toner", "paper jam", "plotter", "label printer", "scan to*", "scanner", "mfp",
                "copier", "drucke*", "impres*", "imprim*", "queue",
            ], concernsDevice: true),
        Category(
            name: "network",
            words: [
                "network", "internet", "wifi", "wi-fi", "wlan", "vpn", "firewall", "switch", "dns", "dhcp", "ethernet",
                "wireless", "latency", "packet loss", "tunnel", "no connection", "isp", "outage", "netzwerk", "red",
                "verbindung", "access point", "offline", "forti*", "gateway", "failover", "wan",
            ], concernsDevice: true),
        Category(
            name: "email",
            words: [
                "outlook", "mailbox", "e-mail", "email*", "exchange", "shared mailbox", "calendar", "distribution list",
                "bounce*", "undeliver*", "ndr", "smtp", "autodiscover", "ost", "pst", "mail flow", "postfach", "correo",
                "mails",
            ], concernsDevice: true),
        Category(
            name: "account",
            words: [
                "password*", "locked out", "lockout", "unlock*", "mfa", "authenticator", "sign in", "sign-in", "login",
                "log in", "2fa", "account disabled", "passwort", "kennwort", "contraseña", "permission*", "access to",
                "gesperrt", "conditional access", "sso", "anmelden",
            ], concernsDevice: false),
        Category(
            name: "onboarding",
            words: [
                "new hire", "new starter", "new employee", "new user", "onboard*", "starts on", "starting on",
                "joining us", "first day", "neuer mitarbeiter", "nuevo empleado", "new machinist", "new paralegal",
            ], concernsDevice: false),
        Category(
            name: "offboarding",
            words: [
                "offboard*", "leaver", "last day", "leaving the", "leaves us", "terminat*", "disable account",
                "disable her account", "disable his account", "resigned", "no longer works", "departing",
            ], concernsDevice: false),
        Category(
            name: "storage",
            words: [
                "disk space", "disk full", "low disk", "free space", "drive full", "c: drive", "storage",
                "disk is full",
                "speicherplatz", "espacio en disco", "volume", "smart error", "raid", "disk failure",
                "predictive failure",
            ], concernsDevice: true),
        Category(
            name: "backup",
            words: [
                "backup*", "back up", "restore*", "veeam", "datto bcdr", "snapshot*", "recovery point", "sicherung",
                "screenshot verification", "replication", "job failed", "retention",
            ], concernsDevice: true),
        Category(
            name: "performance",
            words: [
                "slow", "freez*", "hang*", "sluggish", "cpu", "memory usage", "langsam", "lento", "lenta",
                "not responding",
                "high cpu", "lag*", "takes forever",
            ], concernsDevice: true),
        Category(
            name: "hardware",
            words: [
                "monitor", "keyboard", "mouse", "docking", "dock", "battery", "screen", "blue screen", "bsod", "webcam",
                "headset", "won't turn on", "will not turn on", "no power", "overheat*", "fan", "laptop", "charger",
                "bildschirm", "pantalla", "display*", "usb", "temperature", "boot*", "stop code", "bluescreen", "ups",
                "crashed", "reboot*",
            ], concernsDevice: true),
        Category(
            name: "phone",
            words: [
                "voicemail", "handset*", "voip", "dial tone", "call quality", "extension", "desk phone", "teams phone",
                "softphone", "hold music", "calls", "telefon*", "one-way audio",
            ], concernsDevice: true),
        Category(
            name: "application",
            words: [
                "application*", "software", "app", "excel", "word", "teams", "sharepoint", "onedrive", "quickbooks",
                "adobe", "database", "crash*", "install*", "error message", "update", "dentachart", "erp", "plugin",
                "add-in", "sql", "service stopped", "program", "programm", "aplicación", "document management", "dms",
                "browser", "chrome", "acrobat", "imaging", "cad", "cam", "license server", "mes",
            ], concernsDevice: true),
        Category(
            name: "procurement",
            words: [
                "quote", "purchase", "order*", "buy", "new laptop", "new monitor*", "replacement laptop", "angebot",
                "pricing", "renewal",
            ], concernsDevice: false),
        Category(
            name: "billing",
            words: [
                "invoice*", "billing", "payment", "charged", "credit card", "licence*", "license*", "subscription*",
                "rechnung", "factura", "contract",
            ], concernsDevice: false),
    ]

    /// Words that say a whole site or company cannot work.
    static let everyone = [
        "everyone", "everybody", "all users", "whole office", "entire office", "nobody", "no one can", "all of us",
        "whole company", "both sites", "all sites", "everything is down", "the whole", "entire", "office is down",
        "alle", "todos", "nadie", "whole floor", "whole shop", "site down", "production stopped", "all workstations",
        "company-wide", "companywide",
    ]

    static let several = [
        "several", "multiple users", "some of us", "a few of us", "two of us", "three of us", "other people",
        "colleagues", "we all", "mehrere", "varios", "many users", "half the", "us can", "multiple",
    ]

    static let urgent = [
        "urgent", "asap", "immediately", "emergency", "right now", "critical", "patients waiting", "court deadline",
        "filing deadline", "production is down", "line is down", "cannot work", "can't work", "can not work",
        "dringend",
        "urgente", "deadline", "waiting room", "stopped", "outage", "down since", "ransom", "patient in the chair",
    ]

    static let relaxed = [
        "no rush", "not urgent", "whenever", "when you have time", "low priority", "fyi", "for information", "question",
        "no hurry", "next week", "at your convenience", "nicht dringend",
    ]

    static let mild = ["intermittent", "sometimes", "once in a while", "minor"]
}
