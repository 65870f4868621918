/// Function words that carry no meaning for retrieval, with the courtesies of tickets (“please”, “thanks”, “hello”).
enum StopWords {
    static func words(for language: StemmingLanguage) -> [Substring] {
        switch language {
        case .english: english.split(separator: " ")
        case .german: german.split(separator: " ")
        case .french: french.split(separator: " ")
        case .spanish: spanish.split(separator: " ")
        default: []
        }
    }

    private static let english = """
        a about after again all also am an and any are as at be because been before being but by can cannot could did \
        do does doing don during each few for from further get got had has have having he her here hers him his how i \
        if in into is it its itself just let me more most my myself no nor not now of off on once only or other our \
        ours out over own same she should so some such than that the their theirs them then there these they this \
        those through to too under until up us very was we were what when where which while who whom why will with \
        would you your yours please thanks thank hello hi dear regards s t ll ve re d m
        """

    private static let german = """
        aber als am an auch auf aus bei bin bis bitte da damit dann das dass dem den der des die dies diese doch dort \
        du durch ein eine einem einen einer er es für gegen habe haben hallo hat hier ich ihr ihre im in ist ja kann \
        kein keine können man mehr mein meine mich mir mit nach nicht noch nur ob oder ohne sehr sein seine seit sich \
        sie sind so um und uns unser unter viele vom von vor war was wenn wer werden wie wieder wir wird wo zu zum zur \
        danke grüße freundlichen mfg
        """

    private static let french = """
        à au aux avec bonjour ce ces cette dans de des du elle en est et être eu il ils je la le les leur lui ma mais \
        me merci mes moi mon ne nos notre nous on ou où par pas plus pour qu que qui sa se ses son sont sur ta te tu \
        un une vos votre vous y cordialement c d j l n s t
        """

    private static let spanish = """
        a al algo con como cuando de del desde donde el ella ellos en entre es esa ese eso esta está este esto estoy \
        fue gracias ha hay hola la las le les lo los más me mi muy no nos o para pero por porque que se si sin sobre \
        son su sus también tengo tiene un una uno y ya yo saludos favor
        """
}
