/// How people, makers and host names say what a device is.
enum DeviceVocabulary {
    private static let table: [String: String] = lookUp([
        (
            "printer",
            "printer printers print prints printed printing mfp copier multifunction prn plotter plot plots plotting labelprinter "
                + "zebra scan scans scanner scanning drucker druckt drucken impresora imprime imprimir imprimante lbl toner"
        ),
        ("firewall", "firewall fw fortigate sonicwall utm fortinet watchguard"),
        ("switch", "switch sw switches"),
        ("server", "server servers srv svr serveur servidor dc fs sql hyperv esx"),
        ("laptop", "laptop laptops notebook lt nb portable macbook mb surface portátil"),
        ("workstation", "workstation desktop pc pcs computer ws dt rechner ordinateur ordenador computadora tower cad"),
        ("phone", "phone phones handset telephone voip deskphone telefon teléfono pbx"),
        ("access point", "ap wap accesspoint"),
        ("nas", "nas synology qnap"),
        ("tablet", "tablet tablets ipad tab"),
        ("camera", "camera cam cameras nvr"),
        ("ups", "ups"),
        ("till", "pos till tills kasse kassa caisse tpv register checkout"),
        ("access controller", "gate door doors keypad fob fobs turnstile barrier"),
        ("scale", "scale scales waage weighbridge weegschaal"),
        ("display", "whiteboard smartboard interactive projector beamer tv signage kiosk"),
        ("sensor", "sensor probe thermometer fridge freezer"),
        ("router", "router modem"),
    ])

    /// Words that speak of a kind of device without naming it.
    private static let implied: [String: Set<String>] = [
        "internet": ["firewall", "router"], "isp": ["firewall", "router"], "wan": ["firewall", "router"],
        "fiber": ["firewall", "router"], "database": ["server"], "dienst": ["server"],
    ]

    private static func lookUp(_ lists: [(String, String)]) -> [String: String] {
        var table: [String: String] = [:]
        for (kind, words) in lists {
            for word in words.split(separator: " ") { table[String(word)] = kind }
        }
        return table
    }

    /// Kinds that one person uses as theirs.
    static let personal: Set<String> = ["laptop", "workstation", "tablet", "phone"]

    /// Kinds that stand somewhere for everybody, so that who speaks of one means it and not their own computer. Servers
    /// and networks are not among them: people name those for what happens on their screen.
    static let standing: Set<String> = [
        "printer", "till", "access controller", "scale", "display", "sensor", "camera", "nas", "ups",
    ]

    static func kind(_ word: String) -> String? { table[word] }
    static func impliedKinds(_ word: String) -> Set<String> {
        implied[word] ?? makers[word].map { [$0] } ?? []
    }

    /// Makers of one kind of device.
    private static let makers: [String: String] = [
        "fortinet": "firewall", "sonicwall": "firewall", "watchguard": "firewall", "sophos": "firewall",
        "ricoh": "printer", "brother": "printer", "zebra": "printer", "lexmark": "printer", "canon": "printer",
        "kyocera": "printer", "xerox": "printer", "konica": "printer", "epson": "printer", "synology": "nas",
        "qnap": "nas", "yealink": "phone", "polycom": "phone", "apc": "ups",
    ]

    /// The vocabulary's kinds of a device: what its source calls it, else what its name says, else its maker.
    static func kinds(of label: String?, maker: String?, hostname: String) -> Set<String> {
        let labelled = Set((label ?? "").lowercased().split { !$0.isLetter }.compactMap { table[String($0)] })
        if !labelled.isEmpty { return labelled }
        let named = Set(HostNameParts.of(hostname).compactMap { table[$0] })
        if !named.isEmpty { return named }
        return Set((maker ?? "").lowercased().split { !$0.isLetter }.compactMap { makers[String($0)] })
    }
}

/// A host name's readable parts: `HDG-PRN-FRONT1` is `hdg`, `prn`, `front`.
enum HostNameParts {
    static func of(_ hostname: String) -> [String] {
        hostname.lowercased().split { !$0.isLetter }.map(String.init).filter { $0.count > 1 }
    }

    /// Parts with their number, leading zeros dropped: `MGV-EXAM01` gives `exam1`.
    static func numbered(_ hostname: String) -> [String] {
        hostname.lowercased().split { !$0.isLetter && !$0.isNumber }.compactMap { part in
            let name = part.prefix { $0.isLetter }
            let digits = part.dropFirst(name.count)
            guard name.count >= 3, (1...2).contains(digits.count), let number = Int(digits) else { return nil }
            return name + String(number)
        }
    }

    /// What follows the first part (`OP03` of `HDG-OP03`), folded; nil when there is only one part.
    static func suffix(_ hostname: String) -> String? {
        let parts = hostname.split(whereSeparator: { "-_".contains($0) })
        guard parts.count > 1 else { return nil }
        return parts.dropFirst().joined().lowercased()
    }
}
