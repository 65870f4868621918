/// Words that show what a sentence of a ticket is for.
enum Cues {
    /// 0...1: how much the sentence looks like the statement of a problem or a request.
    static func strength(_ words: [String]) -> Double {
        var strength = 0.0
        for (index, word) in words.enumerated() {
            if problems.contains(word) || word.hasSuffix("n't") { strength += 0.5 }
            if requests.contains(word) { strength += 0.3 }
            let pair = index + 1 < words.count ? "\(word) \(words[index + 1])" : word
            if pairs.contains(pair) { strength += 0.5 }
        }
        return min(1, strength)
    }

    /// Whether the words begin with a salutation or a closing.
    static func isGreeting(_ words: [String]) -> Bool {
        guard let first = words.first else { return false }
        return greetings.contains(first) || greetings.contains(words.prefix(2).joined(separator: " "))
    }

    /// Greetings, thanks, closings and wishes that say nothing about the matter.
    static func isPleasantry(_ words: [String]) -> Bool {
        guard !words.isEmpty else { return true }
        let pair = words.prefix(2).joined(separator: " ")
        if words.count <= 5, isGreeting(words) { return true }
        if words.count <= 14, thanks.contains(where: { words.prefix(3).joined(separator: " ").hasPrefix($0) }) {
            return strength(words) < 0.5
        }
        return words.count <= 9 && fillers.contains { pair.hasPrefix($0) } && strength(words) < 0.5
    }

    private static let problems = set(
        """
        error errors fail fails failed failing failure cannot unable broken crash crashes crashed crashing stuck frozen \
        freezes freezing slow slowly missing lost blocked locked down offline unreachable timeout timed corrupt wrong \
        phishing suspicious malware virus ransomware hacked scam spam alert warning critical expired denied refused \
        disconnects disconnected keeps stopped nothing not no full jammed jam overheating noise blank black leaking stolen \
        fehler fehlermeldung nicht kein keine langsam abgestürzt stürzt hängt gesperrt defekt kaputt verloren fehlt \
        verdächtig verdächtige voll abgelaufen papierstau \
        erreur impossible bloqué bloquée lent lente perdu plante suspect panne cassé pas plus expiré \
        error lento lenta bloqueado bloqueada perdido sospechoso averiado falla no caducado
        """)
    private static let requests = set(
        """
        need needs request requesting require install setup create add remove access permission licence license order \
        replace reset unlock onboarding offboarding starting leaving move want like could please \
        brauche brauchen benötige benötigen bitte einrichten anlegen installieren zugriff könnten möchte \
        besoin demande installer créer accès pourriez souhaite \
        necesito necesitamos solicito instalar crear acceso podrían quiero
        """)
    private static let pairs: Set<String> = [
        "not working", "does not", "do not", "is not", "can not", "since yesterday", "since this", "stopped working",
        "geht nicht", "funktioniert nicht", "kann nicht", "ne fonctionne", "ne marche", "ne peux", "no funciona",
        "no puedo", "no puede", "no arranca", "clicked on", "ran out",
    ]
    private static let greetings: Set<String> = [
        "hi", "hello", "hey", "dear", "good morning", "good afternoon", "good evening", "hallo", "guten tag",
        "guten morgen", "guten abend", "sehr geehrte", "liebe", "lieber", "moin", "servus", "bonjour", "bonsoir",
        "salut",
        "hola", "buenos días", "buenas tardes", "buenas", "estimado", "estimada", "estimados", "regards", "best",
        "cheers",
        "kind regards", "best regards", "sincerely", "mfg", "viele grüße", "mit freundlichen", "freundliche grüße",
        "cordialement", "saludos", "un saludo", "atentamente", "team", "yours",
    ]
    private static let thanks = [
        "thank", "many thanks", "thanks", "thx", "danke", "vielen dank", "besten dank", "merci", "gracias",
        "muchas gracias", "i hope you", "hope you", "hope this", "ich hoffe", "j'espère", "espero que",
        "please let me know",
        "let me know", "looking forward", "sorry to bother", "sorry for", "bei fragen", "n'hésitez", "quedo a",
        "any help",
        "please advise", "please help", "sent from", "von meinem", "envoyé de", "enviado desde",
    ]
    private static let fillers = ["ok", "okay", "as per", "see below", "see attached", "fyi", "anbei", "siehe unten"]

    private static func set(_ text: String) -> Set<String> {
        Set(text.split(whereSeparator: { $0 == " " || $0 == "\n" }).map(String.init))
    }
}
