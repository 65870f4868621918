extension ProductTable {
    /// One product a line: the canonical name, then other spellings. `=` marks a name that is an ordinary word too.
    static let list = """
        Microsoft 365|M365|Office 365|O365|Microsoft Office 365
        Microsoft Office|=Office 2016|=Office 2019|=Office 2021|=Office 2024
        Outlook|Microsoft Outlook|MS Outlook|Outlook 365
        Outlook on the web|OWA|Outlook Web Access|Outlook Web App
        Microsoft Teams|=Teams|MS Teams
        OneDrive|OneDrive for Business|One Drive
        SharePoint|SharePoint Online
        Exchange Online|EXO
        Microsoft Exchange|Exchange Server|=Exchange|Exchange 2016|Exchange 2019
        Excel|Microsoft Excel
        Microsoft Word|=Word|MS Word
        PowerPoint
        OneNote
        Microsoft Access|=Access|MS Access
        Microsoft Publisher|=Publisher
        Microsoft Visio|Visio
        Microsoft Project|MS Project
        Microsoft Planner|=Planner
        Microsoft Forms
        Microsoft Copilot|Copilot
        Microsoft To Do
        Power BI|PowerBI
        Power Automate
        Power Apps|PowerApps
        Dynamics 365|Business Central|Dynamics GP|Dynamics NAV
        Entra ID|Azure AD|AAD|Azure Active Directory|Microsoft Entra|Entra
        Entra Connect|Azure AD Connect|AAD Connect
        Active Directory|AD DS
        Intune|Microsoft Intune|Endpoint Manager
        Windows Autopilot|Autopilot
        Microsoft Defender|Windows Defender|Defender for Endpoint|Defender for Office 365|=Defender
        Azure|Microsoft Azure
        Azure Virtual Desktop|AVD
        Windows 365
        Windows 11|Win11|Win 11
        Windows 10|Win10|Win 10
        Windows 7|Win7
        Windows Server|Windows Server 2025|Windows Server 2022|Windows Server 2019|Windows Server 2016|Windows Server 2012 R2
        Windows Update
        WSUS
        Group Policy|GPO
        Hyper-V|HyperV
        SQL Server|MSSQL|Microsoft SQL Server|SQL Express
        IIS
        Remote Desktop|RDP|Remote Desktop Services|RDS|RemoteApp
        BitLocker
        PowerShell
        Windows Hello|Hello for Business
        Microsoft Authenticator|Authenticator app
        Microsoft Edge|=Edge|MS Edge
        Internet Explorer|IE11
        Google Chrome|=Chrome
        Firefox|Mozilla Firefox
        =Safari
        Google Workspace|G Suite
        Gmail
        Google Drive
        Google Meet
        macOS|Mac OS
        iOS
        iPadOS
        Android
        iPhone
        iPad
        MacBook
        iCloud
        Jamf|Jamf Pro
        Mosyle
        Kandji
        Linux
        Ubuntu
        Debian
        VMware|VMware ESXi|ESXi|vSphere|vCenter
        Proxmox
        Citrix|Citrix Workspace|XenApp|XenDesktop
        Nutanix
        Docker
        Kubernetes
        Adobe Acrobat|Acrobat|Adobe Reader|Acrobat Reader|Acrobat Pro
        Adobe Creative Cloud|Creative Cloud
        Photoshop
        InDesign
        Illustrator
        AutoCAD
        Revit
        SolidWorks
        Bluebeam|Bluebeam Revu
        SketchUp
        QuickBooks|QuickBooks Desktop|QuickBooks Online|QBO|Quick Books|QuickBooks Enterprise
        Sage 50
        Sage 100
        Sage 300
        Sage Intacct|Intacct
        =Sage
        Xero
        FreshBooks
        NetSuite
        SAP Business One
        SAP
        DATEV
        Lexware
        Peachtree
        Lacerte
        ProSeries
        UltraTax|UltraTax CS
        Drake Tax
        CCH Axcess|CCH ProSystem
        Dentrix|Dentrix Ascend
        Eaglesoft
        Open Dental
        Dexis
        Carestream
        Schick
        SoftDent
        Curve Dental
        eClinicalWorks
        athenahealth
        NextGen
        Epic Hyperspace
        Cerner
        Practice Fusion
        Kareo
        DrChrono
        AdvancedMD
        Cornerstone
        AVImark
        ezyVet
        Clio
        PracticePanther
        MyCase
        TimeMatters|Time Matters
        PCLaw
        ProLaw
        NetDocuments
        iManage
        Worldox
        Tabs3
        Needles
        Yardi
        AppFolio
        Procore
        Sage Timberline|Timberline
        Viewpoint Vista
        Foundation Software
        Encompass
        Applied Epic
        AMS360
        HawkSoft
        EZLynx
        Salesforce
        HubSpot
        Zoho|Zoho CRM
        Pipedrive
        Slack
        Zoom|Zoom Workplace|Zoom Phone|Zoom Rooms
        Webex|Cisco Webex
        GoToMeeting
        RingCentral
        8x8
        3CX
        Vonage
        Nextiva
        Dialpad
        Mitel
        Avaya
        Yealink
        Polycom|Poly
        Grandstream
        Teams Phone
        DocuSign
        Dropbox
        =Box Drive|Box Sync
        Egnyte
        ShareFile
        Nextcloud
        Trello
        Asana
        monday.com
        Jira
        Confluence
        Notion
        Smartsheet
        WordPress
        Shopify
        GoDaddy
        Cloudflare
        Namecheap
        FortiClient|FortiClient VPN|FortiClient EMS
        FortiGate|Fortinet
        FortiAnalyzer
        SonicWall|SonicWALL|NetExtender|SonicWall Global VPN
        WatchGuard|Firebox
        Sophos|Sophos Central|Sophos Firewall|Sophos Connect|Intercept X
        Meraki|Cisco Meraki
        Cisco AnyConnect|AnyConnect|Cisco Secure Client
        Cisco Umbrella|Umbrella
        Cisco Duo|Duo Security|Duo Mobile|=Duo
        GlobalProtect
        Palo Alto
        Check Point
        pfSense
        OPNsense
        OpenVPN
        WireGuard
        Tailscale
        ZeroTier
        Zscaler
        UniFi|Ubiquiti
        Aruba
        Ruckus
        MikroTik
        TP-Link
        Netgear
        DrayTek
        Starlink
        Veeam|Veeam Agent|Veeam Backup
        Datto|Datto SIRIS|Datto BCDR|Datto ALTO
        Datto RMM
        Datto SaaS Protection|Backupify
        Axcient
        Acronis|Acronis Cyber Protect
        Cove Data Protection|N-able Cove
        StorageCraft|ShadowProtect
        Unitrends
        MSP360|CloudBerry
        Carbonite
        Backblaze
        Wasabi
        Barracuda|Barracuda Sentinel
        Dropsuite
        Skykick
        Synology|Synology NAS|DiskStation
        QNAP
        TrueNAS
        SentinelOne|Sentinel One
        Huntress
        CrowdStrike|CrowdStrike Falcon
        ThreatLocker
        Webroot
        Bitdefender|GravityZone
        ESET
        Malwarebytes
        Trend Micro
        Symantec
        McAfee
        Kaspersky
        Norton
        Cylance
        Carbon Black
        Arctic Wolf
        Blackpoint
        Rapid7
        Nessus|Tenable
        Qualys
        KnowBe4
        Proofpoint|Proofpoint Essentials
        Mimecast
        Avanan
        IRONSCALES
        Abnormal Security
        DMARC
        AppRiver
        SpamTitan
        Exclaimer
        CodeTwo
        LastPass
        1Password
        Bitwarden
        Keeper Security
        Passportal
        Dashlane
        KeePass
        Okta
        JumpCloud
        YubiKey
        RSA SecurID
        IT Glue|ITGlue
        Hudu
        ConnectWise Manage|ConnectWise PSA
        ConnectWise Automate|LabTech
        ScreenConnect|ConnectWise Control
        ConnectWise
        Autotask
        HaloPSA|Halo PSA
        Kaseya|Kaseya VSA
        NinjaOne|NinjaRMM
        N-able|N-central|N-sight
        Atera
        Syncro
        SuperOps
        Level RMM
        TeamViewer
        AnyDesk
        Splashtop
        LogMeIn
        GoToAssist
        BeyondTrust
        RealVNC|VNC Viewer
        Auvik
        PRTG
        Domotz
        Liongard
        CloudRadial
        Rewst
        Pax8
        PDQ Deploy|PDQ Inventory
        PaperCut
        Printix
        PrinterLogic
        uniFLOW
        LaserJet|HP LaserJet
        OfficeJet
        Brother printer
        Canon
        Epson
        Kyocera
        Konica Minolta|bizhub
        Ricoh
        Xerox
        Lexmark
        Zebra printer|ZebraDesigner
        DYMO
        Fujitsu ScanSnap|ScanSnap
        Dell
        Lenovo|ThinkPad
        Hewlett-Packard
        Surface Pro|Surface Laptop|Surface Hub
        APC
        Java
        .NET Framework
        Python
        Visual Studio|Visual Studio Code|VS Code
        GitHub
        GitLab
        Chocolatey
        winget
        7-Zip
        WinRAR
        Notepad++
        FileZilla
        PuTTY
        WinSCP
        Foxit|Foxit PDF
        Nitro PDF
        Grammarly
        Square POS
        Toast POS
        Clover POS
        Lightspeed
        Stripe
        PayPal
        ADP
        Gusto
        Paychex
        Paylocity
        UKG
        """
}
