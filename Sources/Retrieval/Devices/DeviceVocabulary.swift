/// How people and host names say what a device is.
enum DeviceVocabulary {
    /// The kind a word or a part of a host name speaks of.
    static let kinds: [String: String] = {
        var table: [String: String] = [:]
        for (kind, words) in words {
            for word in words.split(separator: " ") { table[String(word)] = kind }
        }
        return table
    }()

    private static let words: [(String, String)] = [
        (
            "printer",
            "printer printers print prints printed printing mfp copier multifunction prn plotter labelprinter "
                + "drucker druckt drucken impresora imprime imprimir imprimante"
        ),
        ("firewall", "firewall fw fortigate sonicwall utm"),
        ("switch", "switch sw switches"),
        ("server", "server servers srv svr serveur servidor dc fs sql hyperv host"),
        ("laptop", "laptop laptops notebook lt nb portable macbook surface portátil"),
        ("workstation", "workstation desktop pc computer ws dt rechner ordinateur ordenador computadora tower"),
        ("phone", "phone phones handset telephone voip deskphone telefon teléfono"),
        ("access point", "ap wap accesspoint"),
        ("nas", "nas synology qnap"),
        ("tablet", "tablet ipad tab"),
        ("camera", "camera cam cameras webcam nvr"),
        ("ups", "ups"),
        ("scanner", "scanner scan scanning"),
    ]

    /// Kinds that one person uses as theirs.
    static let personal: Set<String> = ["laptop", "workstation", "tablet", "phone"]

    /// The vocabulary's kind of a device, from what its source calls it.
    static func kind(of label: String?, hostname: String) -> String? {
        for word in (label ?? "").lowercased().split(whereSeparator: { !$0.isLetter }) {
            if let kind = kinds[String(word)] { return kind }
        }
        for part in HostNameParts.of(hostname) {
            if let kind = kinds[part] { return kind }
        }
        return nil
    }
}

/// A host name's readable parts: `HDG-PRN-FRONT1` is `hdg`, `prn`, `front`.
enum HostNameParts {
    static func of(_ hostname: String) -> [String] {
        hostname.lowercased().split { !$0.isLetter }.map(String.init).filter { $0.count > 1 }
    }

    /// What follows the first part (`OP03` of `HDG-OP03`), folded; nil when there is only one part.
    static func suffix(_ hostname: String) -> String? {
        let parts = hostname.split(whereSeparator: { "-_".contains($0) })
        guard parts.count > 1 else { return nil }
        return parts.dropFirst().joined().lowercased()
    }
}
