using System.ComponentModel.DataAnnotations;

namespace Ward.Detect.Baselines;

/// <summary>How the sign-in baseline learns and when it speaks.</summary>
public sealed class SignInOptions
{
    /// <summary>Sign-ins before an account may alarm. Default 20; 1 to 10,000.</summary>
    [Range(1, 10_000)]
    public int WarmUpSignIns { get; init; } = 20;

    /// <summary>Distinct days (UTC) with a sign-in before an account may alarm, and with a failure before an address may. Default 5; 1 to 365.</summary>
    [Range(1, 365)]
    public int WarmUpDays { get; init; } = 5;

    /// <summary>An hour alarms on its own when its probability is at most this. Default 0.001; 0.000001 to 0.05.</summary>
    [Range(0.000001, 0.05)]
    public double HourAlone { get; init; } = 0.001;

    /// <summary>An hour counts as unusual beside a place never seen when its probability is at most this. Default 0.02; 0.0001 to 0.2.</summary>
    [Range(0.0001, 0.2)]
    public double HourBesideNewPlace { get; init; } = 0.02;

    /// <summary>Accounts that sign in from new places more often than this are not told for it. Default 0.2; 0.01 to 1.</summary>
    [Range(0.01, 1)]
    public double Roaming { get; init; } = 0.2;

    /// <summary>A failure rate alarms when its probability is at most this. Default 0.0001; 0.000001 to 0.05.</summary>
    [Range(0.000001, 0.05)]
    public double FailureRate { get; init; } = 0.0001;

    /// <summary>An entity that has alarmed stays quiet for this long unless it beats its former alarm. Default 12 h; 1 min to 7 d; counted in whole hours.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "7.00:00:00")]
    public TimeSpan Refractory { get; init; } = TimeSpan.FromHours(12);

    /// <summary>Alarms a day over all entities; a success after guessing is never withheld. Default 8; 1 to 10,000.</summary>
    [Range(1, 10_000)]
    public int AlarmsPerDay { get; init; } = 8;

    /// <summary>
    /// Unexplained failures from one address that make the next success a compromise. Default 6; 3 to 8.
    /// Where address and account have known each other for two days and no other account failed, twice as many: people forget passwords.
    /// </summary>
    [Range(3, GuessLog.Capacity / 2)]
    public int Guesses { get; init; } = 6;

    /// <summary>How long before the success the failures may lie. Default 10 min; 10 s to 6 h.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "06:00:00")]
    public TimeSpan GuessWindow { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>An event time further behind its receipt is a wrong clock; more than 24 h ahead always is. Default 31 d; 1 h to 3,650 d.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "3650.00:00:00")]
    public TimeSpan FarBehind { get; init; } = TimeSpan.FromDays(31);

    /// <summary>Accounts remembered, about 260 bytes each; addresses that failed as many again. Default 20,000; 16 to 5,000,000.</summary>
    [Range(16, 5_000_000)]
    public int Accounts { get; init; } = 20_000;

    /// <summary>Pairs of account and place remembered, about 80 bytes each. Default 100,000; 16 to 20,000,000.</summary>
    [Range(16, 20_000_000)]
    public int Pairs { get; init; } = 100_000;
}
