using System.Net;
using Ward.City.Identities;
using Ward.Detect.Findings;

namespace Ward.Predict.Evidence;

/// <summary>What an incident says of one place: an address outside the model, or an asset.</summary>
internal sealed class Suspect
{
    /// <summary>Null where the place is an asset.</summary>
    public IPAddress? Address { get; init; }

    /// <summary>Index, or -1.</summary>
    public int Asset { get; init; } = -1;

    /// <summary>Index of the zone in which it stands, or -1.</summary>
    public int Zone { get; init; } = -1;

    public bool Attested { get; set; }

    public Privilege Privilege { get; set; } = Privilege.User;

    /// <summary>Evidence that the attacker is here, with its family.</summary>
    public List<(string Family, double Ratio)> Evidence { get; } = [];

    /// <summary>How many findings speak of it.</summary>
    public int Findings { get; private set; }

    public Meaning Strongest { get; set; } = Meaning.Unusual;

    /// <summary>Assets that it tries to enter by password, with the findings' ratios.</summary>
    public SortedDictionary<int, List<double>> Guessing { get; } = [];

    /// <summary>Assets that it tries to enter by a weakness.</summary>
    public SortedDictionary<int, List<double>> Probing { get; } = [];

    /// <summary>Assets that attested evidence shows it to reach, whatever the model's flows say.</summary>
    public SortedSet<int> Reached { get; } = [];

    /// <summary>Assets that it has broken into.</summary>
    public SortedSet<int> Broken { get; } = [];

    /// <summary>Accounts (index) that it has used.</summary>
    public SortedSet<int> Accounts { get; } = [];

    public double Belief => Predict.Evidence.Belief.From(Address is null ? Predict.Evidence.Belief.HostPrior : Predict.Evidence.Belief.SourcePrior, Evidence);

    /// <summary>How fast what is said of it fades.</summary>
    public TimeSpan HalfLife => Address is null ? Predict.Evidence.Belief.HostHalfLife : Predict.Evidence.Belief.SourceHalfLife;

    /// <summary>True where somebody has examined it and found nothing.</summary>
    public bool Cleared { get; set; }

    /// <param name="age">Of the finding, at the moment of the forecast.</param>
    public void Weigh(Finding finding, double ratio, TimeSpan age)
    {
        Evidence.Add((finding.Family, Predict.Evidence.Belief.Faded(ratio, age, HalfLife)));
        Findings++;
        Attested |= finding.Attested;
        if (finding.Meaning > Strongest) Strongest = finding.Meaning;
    }

    public string Because()
    {
        var families = string.Join(", ", Evidence.Where(e => e.Ratio > 0).Select(e => PlainText.Escape(e.Family)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        var what = Strongest switch
        {
            Meaning.Unusual => "something unusual",
            Meaning.Reconnaissance => "looking around",
            Meaning.Attempt => "attempts to get in",
            Meaning.Activity => "what an intruder does",
            Meaning.Compromise => "a break-in",
            _ => throw new InvalidOperationException($"unknown meaning {Strongest}"),
        };
        var count = Findings == 1 ? "one finding" : $"{Findings} findings";
        return $"{count} of {families}, the strongest of {what}; evidence that can{(Attested ? "not" : "")} be forged{(Cleared ? "; examined, and nothing found" : "")}";
    }
}
