/// Words for time in the four languages of replies.
enum TimeWords {
    /// Seconds.
    static let units: [String: Int64] = table([
        ("minute minutes min mins minuten minuto minutos", 60),
        ("hour hours hr hrs stunde stunden hora horas heure heures h", 3600),
        ("day days tag tage tagen día días dia dias jour jours", 86_400),
        ("week weeks woche wochen semana semanas semaine semaines", 604_800),
    ])
    /// Words in front of a unit, as a number.
    static let counts: [String: Int] = table([
        (
            "a an the one next ein eine einer eines einem der nächsten la el una un une l' d'une d'un prochaine próxima",
            1
        ),
        ("two couple zwei dos deux", 2), ("three drei tres trois", 3), ("four vier cuatro quatre", 4),
        ("few wenigen pocos pocas quelques", 5), ("five fünf cinco cinq", 5), ("ten zehn diez dix", 10),
        ("half", 1),
    ])
    static let within: Set<String> = [
        "within", "in", "next", "under", "innerhalb", "binnen", "nächsten", "dans", "d'ici", "sous", "dentro", "en",
        "próximos", "próximas", "menos",
    ]
    /// Days from today.
    static let days: [String: Int] = table([
        ("today tonight heute hoy aujourd'hui", 0), ("tomorrow morgen mañana demain", 1), ("übermorgen", 2),
    ])
    static let partsOfDay: Set<String> = [
        "morning", "afternoon", "evening", "vormittag", "nachmittag", "abend", "tarde", "noche", "après", "matin",
        "soir",
    ]
    static let weekdays: [String: Int] = table([
        ("monday montag lunes lundi", 1), ("tuesday dienstag martes mardi", 2),
        ("wednesday mittwoch miércoles mercredi", 3), ("thursday donnerstag jueves jeudi", 4),
        ("friday freitag viernes vendredi", 5), ("saturday samstag sonnabend sábado samedi", 6),
        ("sunday sonntag domingo dimanche", 7),
    ])
    static let months: [String: Int] = table([
        ("january jan januar enero janvier", 1), ("february feb februar febrero février", 2),
        ("march mar märz marzo mars", 3), ("april apr abril avril", 4), ("may mai mayo", 5),
        ("june jun juni junio juin", 6), ("july jul juli julio juillet", 7), ("august aug agosto août", 8),
        ("september sep sept septiembre septembre", 9), ("october oct oktober okt octubre octobre", 10),
        ("november nov noviembre novembre", 11), ("december dec dezember dez diciembre décembre", 12),
    ])
    static let immediate: Set<String> = [
        "immediately", "instantly", "sofort", "umgehend", "unverzüglich", "inmediatamente", "enseguida",
        "immédiatement",
    ]

    private static func table<Value>(_ rows: [(String, Value)]) -> [String: Value] {
        var table: [String: Value] = [:]
        for (words, value) in rows {
            for word in words.split(separator: " ") { table[String(word)] = value }
        }
        return table
    }
}
