/// The kinds of record Sidenote imports, in the order in which they are imported: what names a client comes after
/// the clients.
public enum ImportKind: String, Hashable, Sendable, CaseIterable, Comparable {
    case clients, contacts, devices, documents, tickets

    /// One of them, for messages.
    public var noun: String { String(rawValue.dropLast()) }

    public static func < (lhs: ImportKind, rhs: ImportKind) -> Bool {
        lhs.order < rhs.order
    }

    private var order: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

/// A field of a record that a CSV column can fill, and the headers under which exports hold it.
struct CSVField: Hashable, Sendable {
    /// As in the JSON Lines formats: `client_id`, `hostname`, ….
    var name: String
    /// Folded headers, the best first.
    var aliases: [String]

    init(_ name: String, _ aliases: String...) {
        self.name = name
        self.aliases = [CSVColumnRules.folded(name)] + aliases
    }

    /// The fields of each kind with the header names of ConnectWise PSA and Automate, Autotask, HaloPSA, NinjaOne,
    /// Datto RMM, IT Glue, IT Portal, Hudu and hand-made spreadsheets.
    static func fields(of kind: ImportKind) -> [CSVField] {
        switch kind {
        case .clients: clients
        case .contacts: contacts
        case .devices: devices
        case .documents: documents
        case .tickets: tickets
        }
    }

    private static let client = CSVField(
        "client_id", "client", "clientname", "company", "companyname", "organization", "organizationname",
        "organisation", "customer", "customername", "account", "accountname", "companyid", "organizationid",
        "accountid", "site", "sitename")

    private static let clients = [
        CSVField(
            "id", "clientid", "companyid", "organizationid", "customerid", "accountid", "companyrecid", "uid", "number"),
        CSVField(
            "name", "client", "clientname", "company", "companyname", "organization", "organizationname", "customer",
            "customername", "account", "accountname"),
        CSVField("domains", "domain", "emaildomain", "emaildomains", "website", "webaddress", "web", "url"),
        CSVField(
            "aliases", "alias", "abbreviation", "shortname", "shortcode", "identifier", "code", "accountnumber",
            "companyidentifier"),
    ]

    private static let contacts = [
        CSVField("id", "contactid", "userid", "personid", "contactrecid", "uid"), client,
        CSVField("name", "fullname", "contactname", "contact", "displayname", "person"),
        CSVField("first_name", "firstname", "first", "givenname", "forename"),
        CSVField("last_name", "lastname", "last", "surname", "familyname"),
        CSVField(
            "emails", "email", "emailaddress", "primaryemail", "mail", "emailaddress1", "defaultemail",
            "userprincipalname"
        ),
        CSVField(
            "phones", "phone", "phonenumber", "primaryphone", "directphone", "workphone", "telephone", "officephone"),
        CSVField("mobile", "mobilephone", "cell", "cellphone", "mobilenumber"),
        CSVField("vip", "isvip", "important", "vipuser"),
    ]

    private static let devices = [
        CSVField("id", "deviceid", "assetid", "configurationid", "computerid", "uid", "deviceuid", "configrecid"),
        client,
        CSVField(
            "hostname", "host", "devicehostname", "devicename", "computername", "name", "systemname",
            "configurationname", "assetname",
            "inventorynumber", "referencetitle", "dnsname"),
        CSVField(
            "kind", "type", "devicetype", "assettype", "configurationtype", "category", "deviceclass", "nodeclass",
            "class"),
        CSVField("manufacturer", "make", "vendor", "brand"),
        CSVField("model", "modelnumber", "modelname", "productname"),
        CSVField("serial", "serialnumber", "serialno", "servicetag", "biosserialnumber"),
        CSVField("os", "operatingsystem", "osname", "osinfo", "ostype"),
        CSVField(
            "ip_addresses", "ipaddresses", "ip", "ipaddress", "intipaddress", "primaryip", "localip", "lanip",
            "localipaddress",
            "internalip", "defaultipaddress"),
        CSVField("mac_addresses", "macaddresses", "macs", "mac", "macaddress", "primarymac"),
        CSVField(
            "last_user", "lastloggedinuser", "lastuser", "lastloggedonuser", "username", "lastloginname", "loggedinuser"
        ),
        CSVField("site", "location", "sitename", "locationname"),
        CSVField("online", "status", "isonline", "devicestatus"),
        CSVField("last_seen_at", "lastseen", "lastcontact", "lastonline", "lastcheckin", "lastcommunication"),
        CSVField(
            "warranty_until", "warrantyexpiration", "warrantydate", "warrantyexpires", "warrantyexpiresat",
            "warrantyend"),
        CSVField("notes", "note", "comments", "description", "remarks"),
        CSVField("url", "link", "portalurl"),
    ]

    private static let documents = [
        CSVField("id", "kbid", "documentid", "articleid", "faqid", "uid"), client,
        CSVField("title", "name", "kbname", "docname", "ciname", "subject", "articletitle", "documentname"),
        CSVField("body", "content", "kb", "doc", "cinotes", "text", "html", "articlebody", "details", "resolution"),
        CSVField("kind", "category", "type", "folder", "doctype"),
        CSVField("visibility"),
        CSVField("url", "link", "resourceurl"),
        CSVField("updated_at", "updated", "modifieddate", "lastmodified", "updatedat", "dateupdated", "modified"),
        CSVField("tags", "tag", "keywords", "labels", "subcategory"),
        CSVField("locator"), CSVField("archived", "isarchived", "deleted", "isdeleted"),
    ]

    private static let tickets = [
        CSVField("id", "ticketid", "ticketnumber", "ticketno", "ticket", "srrecid", "faultid", "caseid"), client,
        CSVField("number", "ticketnumber", "ticketno", "casenumber"),
        CSVField("subject", "summary", "title", "summarydescription", "ticketsubject", "ticketsummary", "ticketname"),
        CSVField(
            "body", "description", "initialdescription", "details", "detaildescription", "issue", "problem", "notes"),
        CSVField(
            "created_at", "created", "createdate", "dateentered", "datecreated", "createddate", "createdon",
            "dateoccurred",
            "dateopened", "opened", "openeddate", "entered", "createdatetime"),
        CSVField("updated_at", "updated", "lastupdate", "lastupdated", "lastmodified", "lastactivitydate"),
        CSVField(
            "closed_at", "closed", "closeddate", "dateclosed", "dateresolved", "completeddate", "resolvedat", "closedon"
        ),
        CSVField("status", "ticketstatus", "state"),
        CSVField("priority", "prioritylevel", "ticketpriority"),
        CSVField("board", "serviceboard", "queue", "queuename", "team"),
        CSVField("type", "tickettype", "issuetype", "category"),
        CSVField("requester_name", "contact", "contactname", "requester", "user", "username", "reportedby"),
        CSVField("requester_email", "contactemail", "contactemailaddress", "email", "emailaddress", "useremail"),
        CSVField("requester_phone", "contactphone", "phone", "contactphonenumber"),
        CSVField("device_ids", "deviceid", "configurationid", "assetid", "configurationitemid"),
        CSVField("resolution", "resolutiontext", "clearance", "solution", "closenotes"),
        CSVField("agreement", "contract", "agreementname"), CSVField("url", "link"),
    ]
}
