using System.ComponentModel.DataAnnotations;
using Ward.Respond.Execution;

namespace Ward.Respond;

/// <summary>How patient and how careful the response is.</summary>
public sealed class ResponseOptions
{
    /// <summary>How long one command to an element may take. Default 5 s; 50 ms to 60 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:01:00")]
    public TimeSpan StepDeadline { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How often a command without an answer is sent, under the same action id. Default 3; 1 to 10.</summary>
    [Range(1, 10)]
    public int Attempts { get; init; } = 3;

    /// <summary>Pause between two attempts. Default 200 ms; 0 to 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:10")]
    public TimeSpan RetryPause { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>How long a plan waits for its approvals before it lapses. Default 30 min; 1 min to 24 h.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "1.00:00:00")]
    public TimeSpan ApprovalLifetime { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>How long the independent sensor may take. Default 15 s; 100 ms to 5 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:05:00")]
    public TimeSpan WitnessDeadline { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How often a sensor that saw nothing, or was absent, is asked again. Default 3; 0 to 100.</summary>
    [Range(0, 100)]
    public int Rechecks { get; init; } = 3;

    /// <summary>Pause before it is asked again. Default 30 s; 1 s to 1 h.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan RecheckEvery { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>What to do where no sensor can say whether a change holds. Default <see cref="ActuatorUnsure.Keep"/>: the lease ends by itself.</summary>
    public ActuatorUnsure ActuatorUnsure { get; init; } = ActuatorUnsure.Keep;

    /// <summary>Pause between two comparisons of the journal with what the elements hold. Default 30 s; 1 s to 1 h.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan DigestEvery { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often an action that its element has lost is put in force again. Default 3; 0 to 100.</summary>
    [Range(0, 100)]
    public int Reapplies { get; init; } = 3;

    /// <summary>Pause between two attempts to end or resume what an element did not confirm. Default 2 s; 100 ms to 1 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:01:00")]
    public TimeSpan RetryEvery { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long after a lease's end an element that does not answer is asked whether it has ended it. Default 1 min; 0 to 1 h.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan LeaseEndGrace { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>More undone or rolled-back plans than this within <see cref="BreakerWindow"/> hold automatic action back. Default 3; 1 to 1000.</summary>
    [Range(1, 1000)]
    public int BreakerLimit { get; init; } = 3;

    /// <summary>The window of the circuit breaker. Default 1 h; 1 min to 24 h.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "1.00:00:00")]
    public TimeSpan BreakerWindow { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How often <see cref="Response.Run"/> looks for what is due. Default 250 ms; 10 ms to 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:00:10")]
    public TimeSpan Beat { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How many plans are verified, ended or resumed at the same time, an eighth of them at one element. Default 64; 1 to 4096.</summary>
    [Range(1, 4096)]
    public int Concurrency { get; init; } = 64;
}
