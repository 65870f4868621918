/// Words that say how many are affected and how pressing it is.
enum Tone {
    static let everyone = [
        "everyone", "everybody", "all users", "whole office", "entire office", "nobody", "no one can", "all of us",
        "whole company", "both sites", "all sites", "both clinics", "everything is down", "entire", "office is down",
        "alle", "todos", "nadie", "whole floor", "whole shop", "site down", "production stopped", "all workstations",
        "company-wide", "companywide", "niemand", "all screens", "all desks", "nobody can", "the whole team",
    ]
    static let several = [
        "several", "multiple users", "some of us", "a few of us", "two of us", "three of us", "other people",
        "colleagues", "we all", "mehrere", "varios", "many users", "half the", "multiple", "has it as well",
        "has it too",
        "same for", "mine too", "both of us", "others too",
    ]
    static let urgent = [
        "urgent", "asap", "immediately", "emergency", "right now", "critical", "patients waiting", "court deadline",
        "filing deadline", "production is down", "line is down", "cannot work", "can't work", "can not work",
        "dringend",
        "urgente", "deadline", "waiting room", "outage", "down since", "ransom", "patient in the chair", "p1",
    ]
    static let relaxed = [
        "no rush", "not urgent", "whenever", "when you have time", "low priority", "fyi", "for information",
        "no hurry", "next week", "at your convenience", "nicht dringend", "sin prisa",
    ]
    static let mild = ["intermittent", "sometimes", "once in a while", "minor"]
    /// The reporter has done something that may have let somebody in.
    static let acted = [
        "clicked", "i opened", "opened it", "opened the", "opened an", "typed", "i entered", "entered my", "installed",
        "downloaded", "ran it", "double-clicked", "geklickt", "geöffnet", "abrí", "i gave", "logged in",
    ]
    /// It is about the reporter's own machine and no other.
    static let own = [
        "my pc", "my computer", "my laptop", "my machine", "my notebook", "my macbook", "my screen", "my desktop",
        "mein rechner", "mein laptop", "mein pc", "mi ordenador", "mi portátil", "only me", "just me", "my workstation",
    ]
    static let denied = [
        "did not click", "didn't click", "nothing clicked", "not clicked", "did not press", "didn't open",
    ]

    /// Something does not do what it should.
    static let fault = [
        "not", "can't", "cannot", "won't", "doesn't", "don't", "isn't", "didn't", "error*", "stop*", "stuck", "wrong",
        "problem*", "broken", "broke", "locked", "says", "asks", "keeps", "lost", "blank", "missing", "fail*", "crash*",
        "dead", "dark", "frozen", "slow", "nothing", "no longer", "refuses", "code", "restarted", "empty", "nicht",
        "kein",
        "keine", "fehlt", "fehler", "defekt", "pas", "plus", "bloqu*", "erreur", "panne", "ninguno", "falla", "no",
        "niet",
        "geen", "fout", "kapot",
    ]

    static let lists = [everyone, several, urgent, relaxed, mild, acted, own, denied, fault]
}
