using Ward.Detect;
using Ward.Detect.Incidents;
using Ward.Ingest;
using Ward.Learn;
using Ward.Predict;
using Ward.Prescribe;
using Ward.Respond;

namespace Ward;

/// <summary>The watch over the city: what happens to every event, in order.</summary>
public sealed class Watch(IIngest ingest, IDetect detect, IPredict predict, IPrescribe prescribe, IRespond respond, ILearn learn, Lanes lanes)
{
    /// <summary>Runs until stopped. Incidents are told side by side; the revisions of one incident, one after the other.</summary>
    /// <param name="again">Incidents to be told once more, since something else has changed than what was found.</param>
    public Task Keep(IAsyncEnumerable<Incident> again, CancellationToken stop) =>
        lanes.Run(detect.Weigh(ingest.Listen(stop), stop), again, incident => incident.Id.Value, Tell, detect.Settle, stop);

    private async Task Tell(Incident incident, CancellationToken stop)
    {
        var believed = await learn.Believed(incident, stop).ConfigureAwait(false);
        var forecast = predict.Foresee(believed);
        var chosen = prescribe.Choose(believed, forecast, stop);
        await learn.Keep(chosen, stop).ConfigureAwait(false);
        var prescription = chosen with { Ground = null };
        var outcome = await respond.CarryOut(prescription, stop).ConfigureAwait(false);
        await learn.Remember(incident, predict.LookAhead(forecast), prescription, outcome, stop).ConfigureAwait(false);
        // A verdict that came meanwhile was about an older telling.
        if ((await learn.Believed(incident, stop).ConfigureAwait(false)).Verdicts != believed.Verdicts) await Tell(incident, stop).ConfigureAwait(false);
    }
}
