/// Words that tie a sentence to its source and state nothing themselves: `Jane reports: …`, `Earlier case T-12: …`.
enum FrameWords {
    static let joined = """
        reports reported report writes wrote says said asks according earlier previous case ticket runbook document step \
        steps check confirm verify see note first next follow please understand understood issue understanding \
        schreibt meldet berichtet laut früherer fall verstehen écrit signale selon cas précédent comprenons \
        escribe informa según caso anterior entendemos
        thank you for your message as we it vielen dank für ihre nachricht wir ihr anliegen so merci de votre gracias por \
        su mensaje matched match by its device meant is the was named solved resolved closed in with \
        under subject gave no further description device gerät appareil dispositivo requester
        """
}
