/// Finds claims that somebody on the MSP's side has done something: `I have reset your password`.
///
/// Nothing has been done when a draft is written, so such a sentence is false unless the cited evidence says it.
enum ActClaim {
    /// The claimed act as it stands in the sentence, or nil.
    static func find(in words: [Word]) -> String? {
        let texts = words.map(\.text)
        for index in texts.indices {
            if let end = english(texts, index) ?? german(texts, index) ?? romance(texts, index) {
                return texts[index..<min(end, texts.count)].joined(separator: " ")
            }
        }
        return nil
    }

    /// `we have reset`, `I've already restarted`, `we reset`, `your password has been reset`.
    private static func english(_ texts: [String], _ index: Int) -> Int? {
        var next = index
        switch texts[index] {
        case "i've", "we've": next += 1
        case "i", "we":
            next += 1
            if next < texts.count, texts[next] == "have" || texts[next] == "had" {
                next += 1
            } else {
                next = skipAdverbs(texts, next)
                return next < texts.count && pastOnly.contains(texts[next]) ? next + 1 : nil
            }
        case "has", "have":
            next += 1
            next = skipAdverbs(texts, next)
            guard next < texts.count, texts[next] == "been" else { return nil }
            next += 1
            next = skipAdverbs(texts, next)
            return next < texts.count && acts.contains(texts[next]) ? next + 1 : nil
        default: return nil
        }
        next = skipAdverbs(texts, next)
        return next < texts.count && acts.contains(texts[next]) ? next + 1 : nil
    }

    /// `wir haben Ihr Kennwort zurückgesetzt`, `wurde zurückgesetzt`.
    private static func german(_ texts: [String], _ index: Int) -> Int? {
        let opens: Bool
        switch texts[index] {
        case "haben", "habe":
            let around = [index > 0 ? texts[index - 1] : "", index + 1 < texts.count ? texts[index + 1] : ""]
            opens = around.contains("wir") || around.contains("ich")
        case "wurde", "wurden": opens = true
        default: opens = false
        }
        guard opens else { return nil }
        let end = min(texts.count, index + 10)
        return (index + 1..<max(end, index + 1)).first { germanActs.contains(texts[$0]) }.map { $0 + 1 }
    }

    /// `hemos restablecido`, `nous avons réinitialisé`, `j'ai redémarré`, `a été réinitialisé`, `ha sido restablecida`.
    private static func romance(_ texts: [String], _ index: Int) -> Int? {
        var next = index + 1
        switch texts[index] {
        case "hemos", "he", "avons", "j'ai": break
        case "été": break
        case "sido": break
        default: return nil
        }
        if next < texts.count, ["ya", "déjà", "bien"].contains(texts[next]) { next += 1 }
        guard next < texts.count else { return nil }
        return romanceActs.contains { texts[next].hasPrefix($0) } ? next + 1 : nil
    }

    private static func skipAdverbs(_ texts: [String], _ index: Int) -> Int {
        var next = index
        while next < texts.count,
            ["already", "now", "just", "also", "successfully", "since", "remotely"].contains(texts[next])
        {
            next += 1
        }
        return next
    }

    private static let acts: Set<String> = words(
        """
        reset changed restarted rebooted replaced fixed resolved repaired installed uninstalled updated upgraded patched \
        removed deleted blocked unblocked enabled disabled unlocked locked created added configured reconfigured restored \
        cleared cleaned checked verified tested scanned isolated revoked escalated scheduled booked ordered assigned \
        dispatched called contacted emailed sent informed notified completed closed moved migrated renewed extended \
        freed started stopped applied rolled reviewed investigated identified confirmed arranged set granted
        """)
    /// Past forms that cannot be a present tense after `we`.
    private static let pastOnly: Set<String> = acts.subtracting(["reset", "set"])
    private static let germanActs: Set<String> = words(
        """
        zurückgesetzt geändert neugestartet gestartet ersetzt behoben gelöst repariert installiert deinstalliert \
        aktualisiert entfernt gelöscht gesperrt entsperrt aktiviert deaktiviert angelegt eingerichtet konfiguriert \
        wiederhergestellt bereinigt geprüft überprüft getestet isoliert widerrufen eskaliert eingeplant bestellt \
        zugewiesen angerufen informiert benachrichtigt abgeschlossen geschlossen verschoben verlängert gestoppt
        """)
    private static let romanceActs: [String] = [
        "restablecid", "cambiad", "reiniciad", "reemplazad", "solucionad", "resuelt", "reparad", "instalad",
        "actualizad", "eliminad", "bloquead", "desbloquead", "activad", "desactivad", "cread", "configurad",
        "restaurad", "limpiad", "comprobad", "verificad", "aislad", "revocad", "escalad", "programad",
        "réinitialis", "chang", "redémarr", "remplac", "résolu", "corrig", "répar", "install", "désinstall",
        "mis à jour", "supprim", "bloqu", "débloqu", "activ", "désactiv", "créé", "configur", "restaur", "nettoy",
        "vérifi", "test", "isol", "révoqu", "planifi", "command",
    ]

    private static func words(_ text: String) -> Set<String> {
        Set(text.split(whereSeparator: { $0 == " " || $0 == "\n" }).map(String.init))
    }
}
