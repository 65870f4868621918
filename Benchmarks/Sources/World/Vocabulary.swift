/// The words of the trade that texts are put together from, commonest first.
enum Vocabulary {
    static let products = [
        "Outlook", "Microsoft 365", "Teams", "the VPN", "OneDrive", "SharePoint", "the print server", "Excel",
        "the Wi-Fi", "the accounting program", "the file server", "Adobe Acrobat", "the scanner", "Remote Desktop",
        "Windows Update", "BitLocker", "the firewall", "the backup job", "Intune", "Entra ID", "the label printer",
        "SQL Server", "Hyper-V", "the UPS", "the core switch", "DHCP", "DNS", "SentinelOne", "Defender", "Veeam",
        "the document management", "the time clock", "the ERP client", "the CRM", "the phone system", "Chrome", "Edge",
        "Citrix Workspace", "the NAS", "the access point", "the conference camera", "the barcode terminal",
        "the shared mailbox", "the calendar", "the password manager", "Authenticator", "the SFTP server",
        "the payroll export", "Power BI", "Autodesk Inventor", "the CNC controller", "the card reader",
    ]

    static let failures = [
        "does not start", "asks for the password again and again", "is very slow", "shows an error",
        "lost the connection", "freezes after a minute", "cannot be reached", "is offline", "stopped last night",
        "does not print", "says access denied", "keeps syncing", "crashes when a file is opened",
        "has no licence any more", "shows an empty window", "reports a certificate problem", "runs out of space",
        "restarts on its own", "rejects the code", "cannot find the server", "was locked out", "fails with a timeout",
        "lists every job as pending", "drops every call", "will not update", "opens the wrong profile",
        "prints blank pages", "duplicates every appointment", "cannot save to the network drive", "beeps twice",
    ]

    static let times = [
        "since this morning", "since yesterday", "since the update", "again", "for three days now", "since Monday",
        "after lunch", "since the power cut", "from time to time", "whenever two people work in it", "since 7:40",
        "since the move to the new office", "after I changed my password", "since the holiday", "at month end",
    ]

    static let checks = [
        "I restarted twice", "webmail works", "my colleague has no problem", "the other office sees the same",
        "nobody changed anything", "the cable is in", "the lamp is amber", "it works from home",
        "the disk is nearly full",
        "the clock is right", "I can ping the gateway", "it worked on Friday", "we cannot wait until tomorrow",
        "a customer is waiting", "the screen is black", "safe mode makes no difference", "the queue is empty",
    ]

    static let actions = [
        "Restart the service", "Check the event log", "Open the management console", "Ask which computer is meant",
        "Clear the cache", "Sign out and in again", "Renew the certificate", "Look at the free space",
        "Confirm with the approver", "Remove the stale entry", "Reset the adapter", "Run the repair",
        "Compare the driver version", "Revoke the sessions", "Export the configuration", "Move the mailbox",
        "Start the job by hand", "Replace the battery", "Raise the quota", "Check the conditional access policy",
        "Rename the profile folder", "Flush the resolver", "Drain the queue", "Reinstall the agent",
        "Disable the add-in", "Extend the volume", "Fail over to the second node", "Take a snapshot first",
    ]

    static let ends = [
        "and wait two minutes", "before the shift starts", "on the server, not on the client",
        "and note the result in the ticket", "unless the vendor has the case already", "and tell the site contact",
        "only in the maintenance window", "and check that all users see it", "then try the program again",
        "and keep the old file for seven days", "with the administrative account", "from the jump host",
        "if the first step changed nothing", "and close the session", "as the supplier describes it",
    ]

    static let syllables = [
        "ta", "ren", "mo", "li", "ver", "sa", "don", "ka", "pri", "mel", "tor", "ni", "bra", "sol", "e", "gan", "fi",
        "ru", "stel", "o", "wick", "har", "ny", "quo", "den", "la", "mi", "cor", "ve", "zan", "u", "pol",
    ]

    static let givenNames = [
        "Ada", "Bo", "Carla", "Dev", "Elin", "Farid", "Greta", "Hugo", "Ines", "Jonas", "Kira", "Luis", "Mara", "Nils",
        "Oda", "Pavel", "Quinn", "Rosa", "Sven", "Tara", "Uli", "Vera", "Wim", "Yara", "Zeno", "Aiko", "Bela", "Chloe",
    ]

    static let trades = [
        "Dental", "Legal", "Machining", "Logistics", "Architects", "Insurance", "Clinic", "Foods", "Printing", "Travel",
        "Accounting", "Museum", "Foundry", "Realty", "Optics", "Schools",
    ]

    static let deviceKinds: [(kind: String, code: String, models: [String])] = [
        ("laptop", "LT", ["Latitude 5440", "ThinkPad T14 Gen 4", "EliteBook 840 G10"]),
        ("workstation", "WS", ["OptiPlex 7010 Plus", "ProDesk 400 G9", "ThinkStation P3"]),
        ("server", "SRV", ["PowerEdge T350", "ProLiant DL360 Gen11"]),
        ("printer", "PRN", ["LaserJet M507", "HL-L6400DW", "ZD421"]),
        ("firewall", "FW", ["FortiGate 60F", "Firebox T45"]),
        ("switch", "SW", ["Aruba 2930F", "Catalyst 1000"]), ("nas", "NAS", ["DS1522+", "TS-873A"]),
    ]
}
