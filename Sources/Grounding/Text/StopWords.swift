/// Function words: what a sentence is built with, not what it says.
public enum StopWords {
    public static let english = list(
        """
        a about after all also am an and any are as at be because been before being but by can could did do does doing \
        during each for from further had has have having he her here hers him his how i i'm i've i'd if in into is it \
        it's its itself just me more most my myself of off on once one only or other our ours out over own please same \
        she should so some such than that that's the their theirs them then there these they this those through to too \
        under until up us very was we we'll we're we've were what when where which while who whom why will with would \
        you you'll you're you've your yours let may might must shall via per
        """)
    public static let german = list(
        """
        aber alle als also am an auch auf aus bei beim bin bis bist bitte da dabei damit dann das dass dein dem den der \
        des dich die dies diese diesem diesen dieser dieses dir doch dort du durch ein eine einem einen einer eines er \
        es etwas euch euer für gegen hab habe haben hat hatte hatten hier ich ihm ihn ihnen ihr ihre ihrem ihren ihrer \
        im in ins ist ja jede jeder jetzt kann können man mein meine meinem meinen meiner mich mir mit nach noch nun nur \
        ob oder schon sehr sein seine seit sich sie sind so sobald soll sollte sowie um und uns unser unsere unter vom \
        von vor war waren was weil welche wenn wer werden wie wieder will wir wird wo wurde wurden zu zum zur über
        """)
    public static let spanish = list(
        """
        a al algo ante así aunque cada como con cual cuando de del desde donde dos el ella ellas ellos en entre era es \
        esa ese eso esta este esto estos está están fue ha hace han hasta hay he la las le les lo los mas me mi mis muy \
        más nos nosotros o os otra otro para pero por porque que quien qué se sea ser si sido sobre son su sus sí \
        también te tengo tiene todo tu un una uno unos usted y ya yo
        """)
    public static let french = list(
        """
        à ai au aussi aux avait avec avez avons c'est car ce cela ces cet cette chez comme dans de depuis des donc du \
        elle elles en est et eu fait il ils j'ai je l la le les leur leurs lui ma mais me mes moi mon même nos notre \
        nous on ont ou où par parce pas peut plus pour qu que qui quand sa sans se ses si son sont sur ta te tes toi \
        ton tous tout tu un une vos votre vous y été être
        """)

    public static let all = english.union(german).union(spanish).union(french)
        // `sans`, `pas` and `plus` negate, so they are not mere function words.
        .subtracting(["pas", "sans"])

    private static func list(_ text: String) -> Set<String> {
        Set(text.split(whereSeparator: { $0 == " " || $0 == "\n" }).map(String.init))
    }
}
