/// The words the entity recognisers know.
struct EntityWords: Sendable {
    /// Built once, since the product names alone are some hundreds.
    static let table = EntityWords()

    /// Words that announce what kind of value follows.
    enum Announcer: UInt16 {
        case error = 1
        case http, event, ticket, serial, tag, user, host
    }

    let products = ProductTable()
    let announcers: WordTable = {
        let lists: [(Announcer, String)] = [
            (
                .error,
                "error errors fehler fehlercode errorcode erreur errore fout stop code exitcode stopcode bugcheck"
            ),
            (.http, "http https"),
            (.event, "event eventid ereignis ereignisid"),
            (.ticket, "ticket case incident request vorgang tickets sr"),
            (.serial, "serial serials sn seriennummer serie"),
            (.tag, "service asset"),
            (.user, "user username account benutzer benutzername login utilisateur usuario samaccountname"),
            (.host, "hostname computername host computer machine device workstation server rechner rechnername"),
        ]
        return WordTable(lists.flatMap { kind, list in list.split(separator: " ").map { (String($0), kind.rawValue) } })
    }()
    let links = WordTable(
        words: "code codes number no nr num id is was status message event ref reference stop nummer error")
    /// Words before `code` that make it no error code.
    let otherCodes = WordTable(
        words: """
            zip area postal country dial product promo qr door gate alarm access verification security discount bar cost \
            source reference pin entry
            """)
    let accountLinks = WordTable(words: "name is id account user named called")
    let counts = WordTable(
        words: "times minutes minute hours hour days day seconds users people machines pcs computers percent of or more"
    )
    let versions = WordTable(words: "version versions ver build firmware release rev revision v fw os")
    let callers = WordTable(words: "phone tel telephone call cell mobile ext extension fax at telefon dial me")
    let months = WordTable(Self.monthNames)
    let units = WordTable(
        words: """
            b kb mb gb tb pb kib mib gib tib bit bytes byte khz mhz ghz hz kbps mbps gbps kbit mbit gbit ms dpi rpm va kva \
            w kw v mm cm kg usd eur gbp dollars euro euros chf cad aud percent prozent pct ppm
            """)
    let roots = WordTable(
        words:
            "var etc usr home opt tmp mnt srv dev proc bin sbin lib root run media boot library users applications volumes sys"
    )
    let topLevel = WordTable(
        words: """
            com org net edu gov mil int info biz io co de fr es it nl be at ch uk us ca au nz ie se no dk fi pl cz sk hu \
            ro pt gr tr ru ua jp cn in br mx za eu dev app cloud online site tech store shop me tv ai ms law health \
            dental services solutions support systems local lan internal corp home test example invalid localdomain intra \
            ad domain onmicrosoft
            """)
    /// What stands before `.NET`.
    let frameworks = WordTable(words: "asp vb ado ml")
    let localSuffixes = WordTable(words: "local lan internal corp home test localdomain intra ad domain")
    let services = WordTable(
        words: """
            mail www autodiscover portal vpn remote owa smtp imap pop ftp sftp webmail rds rdp gateway sso login adfs mx \
            ns git wiki intranet ns1 ns2 mx1 mx2 ldap dc fs db sql print nas backup proxy dns ntp api app
            """)
    let namePrefixes = WordTable(words: "desktop laptop win pc ws surface macbook imac srv server")
    let roles = WordTable(
        words: """
            dc srv server svr pc ws wks lt lap laptop nb ntb desktop desk vm sql fs fw sw ap prn prt printer print nas san \
            esx esxi hv host rds ts rdp app web db exch exc ex mail file kiosk surface pos node client rt router gw gateway \
            vpn bkp bak backup dns dhcp adc rodc hyperv cam dvr nvr ups mfp scan scanner idf mdf core edge proxy dev prod \
            tablet thin tc workstation mac macbook imac vdi ctx citrix sccm wsus monitor mon util mgmt jump bastion \
            reception front office lobby lab conf
            """)
    let notHosts = WordTable(
        words: """
            covid iso utf sha aes rj rs raid tier level cat phase step type tcp udp http https usb cve ec ms bs kb inc chg \
            sr tkt req prb case po inv ieee rfc wpa ddr pci amd intel core hp lto ip ev ver mfc hl dcp et wf xp fg usw uap \
            udm rtx gtx day week mid pre post non multi top part page room suite ext wave windows office microsoft q h \
            line row col id no nr section class option plan version release build mp vol fall step sars md base tls ssl \
            e i l m p x a s v en de us eu iphone ipad pixel galaxy over under about ages age ticket sql exchange tn dr cf ce cw
            """)
    /// Words that follow `user` or `account` in ordinary sentences.
    let common = WordTable(
        words: """
            cannot can could would should will must may might has have had was were is are the this that who and or but \
            not never only also just now then when where while with without for from into onto about after before over \
            still again back able unable want need call ask try get got see saw said say tell told report log login logon \
            sign click open close type enter use base group profile account name id error data file folder access rights \
            right mailbox license licence manager admin management agent control interface portal guide manual home \
            experience setup side list count permission permissions authentication email mail phone device computer \
            machine cant dont didnt wont none new old other same own all any each every one two three test info locked \
            lockout credential credentials password passwords directory creation deletion request sync status there here \
            does did do be been on at in it to of by as if so no yes rep group wide friendly level table tab page panel \
            mode role roles input desk support need unknown anonymous receive receive sent send work made make come went go \
            type types kann hat ist wird und oder der die das nicht meldet exec team took take became become keep lost left
            """)

    private static let monthNames: [(word: String, value: UInt16)] = {
        let lists = [
            "january jan januar jänner janvier janv enero gennaio januari",
            "february feb februar février febrero febbraio februari", "march mar märz mars marzo maart",
            "april apr avril abril aprile", "may mai mayo maggio mei", "june jun juni juin junio giugno",
            "july jul juli juillet julio luglio", "august aug août agosto augustus",
            "september sep sept septembre septiembre settembre", "october oct oktober okt octobre octubre ottobre",
            "november nov novembre noviembre", "december dec dezember dez décembre diciembre dicembre",
        ]
        return lists.enumerated().flatMap { number, list in
            list.split(separator: " ").map { (String($0), UInt16(number + 1)) }
        }
    }()
}
