/// Words that name nobody in particular, although companies, hosts and people are sometimes called so.
enum OrdinaryWords {
    static func contains(_ word: String) -> Bool {
        words.contains(word.lowercased())
    }

    /// First and family names that are also everyday words.
    static func isAlsoAName(_ word: String) -> Bool {
        names.contains(word.lowercased())
    }

    /// Words of a company's name that say its legal form.
    static func isLegalForm(_ word: String) -> Bool {
        legalForms.contains(word.lowercased().filter { $0 != "." && $0 != "," })
    }

    /// Mail providers whose domain says nothing about a client.
    static func isPublicMailDomain(_ domain: String) -> Bool {
        mailDomains.contains(domain.lowercased())
    }

    private static let words = Set(
        """
        account accounting accounts admin administrator agency alert alpha apple apps archive audit back backup bank
        base bauer beta billing blue board books branch bridge building business cafe camera capital care center
        central centre charity chat city class clinic clinics cloud club color company computer conference contact
        control copy council core country data database days default demo dental dentist department design desk
        desktop development device digital dock document documents domain door east editor education electric email
        energy engineering enterprise entry estate event exchange express family farm fast file files finance finanz
        firewall first fitness floor foods front garage garden gateway general global gold good green group guest
        hardware haus health help home homes hospital host hotel house image imaging info insurance integration
        intern internal international internet intranet kanzlei kitchen labor labs laptop lawyers legal level library
        light line linux list local location logistics machine mail mailbox main management manager market marketing
        master media medical meeting members metal mobile model monitor motor music name names national network news
        night none north notebook notes number office offices online open order orders outlook page park partner
        partners pharmacy phone photo pipeline place plan planning plus point portal post power praxis premium
        primary print printer printers private prod production products profile project projects property proxy
        public quality real reception record records remote repair report reports research reserve restaurant retail
        room router sales salon scan scanner school schule search second security select server servers service
        services shared shop sign site smart social software solution solutions source south space spare staff
        standard star station steel steuer storage store street studio studios summit supply support switch system
        systems table tablet team tech technical technik technology test testing time tools town trade trading
        training transport travel trust unit united unknown update user users value verwaltung video view village
        virtual visitor wall warehouse water wave website west white window windows wireless wood work worker
        workplace works workshop workstation world yellow zentrale zone
        """.split(whereSeparator: \.isWhitespace).map(String.init))

    private static let names = Set(
        """
        art bill bob brown chance chase chip christian dale dawn dean don drew earl faith frank gene grace grant
        guy hall heather hill holly hope iris ivy jack jean joy king lane lang lee long mark may miles moss nick
        norm page park pat paul pearl pierce price ray reed rich rob rose ruby sage sandy scott sky stone sue summer
        sunny terry tim tom trip van victor violet wade ward will wolf wood young april august june angel amber
        """.split(whereSeparator: \.isWhitespace).map(String.init))

    private static let legalForms = Set(
        """
        inc incorporated llc llp lp ltd limited plc corp corporation co company gmbh ag kg kgaa ohg gbr ug mbh ev se
        sa sarl sas srl spa bv nv ab as oy pty pte holding holdings & und and
        """.split(whereSeparator: \.isWhitespace).map(String.init))

    private static let mailDomains = Set(
        """
        gmail.com googlemail.com outlook.com hotmail.com live.com msn.com yahoo.com icloud.com me.com aol.com gmx.de
        gmx.net gmx.com web.de t-online.de freenet.de proton.me protonmail.com mail.com yandex.com zoho.com
        onmicrosoft.com
        """.split(whereSeparator: \.isWhitespace).map(String.init))
}
