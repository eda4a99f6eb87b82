using Ward.Detect;
using Ward.Ingest;
using Ward.Learn;
using Ward.Predict;
using Ward.Prescribe;
using Ward.Respond;

namespace Ward;

/// <summary>The watch over the city: what happens to every event, in order.</summary>
public sealed class Watch(IIngest ingest, IDetect detect, IPredict predict, IPrescribe prescribe, IRespond respond, ILearn learn)
{
    /// <summary>Runs until stopped.</summary>
    public async Task Keep(CancellationToken stop)
    {
        await foreach (var incident in detect.Weigh(ingest.Listen(stop), stop).ConfigureAwait(false))
        {
            var forecast = predict.Foresee(incident);
            var prescription = prescribe.Choose(incident, forecast);
            var outcome = await respond.CarryOut(prescription, stop).ConfigureAwait(false);
            await learn.Remember(incident, forecast, prescription, outcome, stop).ConfigureAwait(false);
        }
    }
}
