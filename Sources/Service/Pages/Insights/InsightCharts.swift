import Domain

/// The charts of the insights.
enum InsightCharts {
    static func outcomes(_ insights: Insights) -> Chart {
        let isWeek = insights.query.stepDays == 7
        return Chart(
            id: "outcomes-chart", title: isWeek ? "Drafts by week" : "Drafts by day", unit: "drafts",
            series: DraftOutcome.allCases.map { Chart.Series(label: InsightWords.outcome($0), mark: mark($0)) },
            bars: insights.steps.map { step in
                Chart.Bar(
                    // Month and day.
                    label: String(step.start.day.suffix(5)),
                    longLabel: isWeek ? "the week from \(step.start.day)" : step.start.day,
                    values: DraftOutcome.allCases.map { step.tally[$0] })
            })
    }

    static func distances(_ insights: Insights) -> Chart {
        distribution(
            "edits-chart", "Edited approvals by how much was changed", Classes.distances, insights.total.editDistance,
            ["5 %", "10 %", "20 %", "30 %", "40 %", "50 %", "75 %"])
    }

    static func seconds(_ insights: Insights) -> Chart {
        distribution(
            "decisions-chart", "Decisions by how long the draft waited", Classes.seconds,
            insights.total.decisionSeconds, ["15 s", "1 min", "5 min", "15 min", "1 h", "4 h", "1 day"])
    }

    private static func distribution(
        _ id: StaticString, _ title: String, _ classes: Classes, _ spread: Spread, _ bounds: [String]
    ) -> Chart {
        let short = bounds.map { "< " + $0 } + [(bounds.last ?? "") + " +"]
        return Chart(
            id: id, title: title, unit: "drafts", series: [Chart.Series(label: "Drafts", mark: "mark plain")],
            bars: zip(zip(classes.labels, short), spread.counts(below: classes.bounds)).map { labels, count in
                Chart.Bar(label: labels.1, longLabel: labels.0, values: [count])
            })
    }

    private static func mark(_ outcome: DraftOutcome) -> StaticString {
        switch outcome {
        case .approvedUnedited: "mark unedited"
        case .approvedEdited: "mark edited"
        case .rejected: "mark rejected"
        case .undecided: "mark undecided"
        case .outdated: "mark outdated"
        }
    }
}
