using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Ward.City;
using Ward.Respond.Plans;

namespace Ward.Respond.Execution;

/// <summary>The actuators with deadlines and retries; whatever goes wrong is a value. Thread-safe.</summary>
internal sealed class Hand(IActuators actuators, TimeProvider time, ResponseOptions options, ILogger log)
{
    private readonly ConcurrentDictionary<ElementId, DateTimeOffset> silentUntil = new();

    public IReadOnlyList<ElementId> Reachable => actuators.Reachable;

    /// <summary>Sends until there is an answer or the attempts are used up, always under the same action id.</summary>
    /// <param name="broken">Asked before each attempt: true ends the attempts (kill switch).</param>
    public async Task<ActuatorReport> Apply(LeasedAction action, Func<bool> broken, CancellationToken stop)
    {
        ActuatorReport report = new ActuatorReport.Unknown("not sent");
        for (var attempt = 0; attempt < options.Attempts; attempt++)
        {
            if (broken()) return attempt > 0 ? report : new ActuatorReport.Refused(0, "everything is being released");
            if (attempt > 0) await Pause(stop).ConfigureAwait(false);
            report = await Report(action.Element, action.Id.Value, s => actuators.Apply(action, s), stop).ConfigureAwait(false);
            if (report is not ActuatorReport.Unknown) return report;
        }

        // Silence is not an answer: the element itself is asked what it holds.
        var held = await IsHeld(action.Element, action.Id, stop).ConfigureAwait(false);
        return held switch
        {
            true => new ActuatorReport.Done("no answer in time, but the element holds it"),
            _ => report,
        };
    }

    public Task<ActuatorReport> Release(ElementId element, ActionId action, CancellationToken stop) =>
        Report(element, action.Value, s => actuators.Release(element, action, s), stop);

    public Task<ActuatorReport> ReleaseAll(ElementId element, CancellationToken stop) =>
        Report(element, "release-all", s => actuators.ReleaseAll(element, s), stop);

    /// <summary>Null where the element does not answer.</summary>
    public async Task<bool?> IsHeld(ElementId element, ActionId action, CancellationToken stop) =>
        await Held(element, stop).ConfigureAwait(false) is { } held ? held.Any(h => h.Action == action) : null;

    /// <summary>
    /// As <see cref="Held"/>, but an element that did not answer is not waited for again within <see cref="ResponseOptions.RetryEvery"/>:
    /// many plans on one frozen agent cost one deadline, not one each.
    /// </summary>
    public async Task<IReadOnlyList<HeldLease>?> HeldUnlessSilent(ElementId element, CancellationToken stop)
    {
        if (silentUntil.TryGetValue(element, out var until) && time.GetUtcNow() < until) return null;
        var held = await Held(element, stop).ConfigureAwait(false);
        if (held is null) silentUntil[element] = time.GetUtcNow() + options.RetryEvery;
        else silentUntil.TryRemove(element, out _);
        return held;
    }

    public async Task<IReadOnlyList<HeldLease>?> Held(ElementId element, CancellationToken stop)
    {
        try
        {
            return await Within(options.StepDeadline, s => actuators.Held(element, s), stop).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            return null;
        }
        catch (Exception fault) when (!stop.IsCancellationRequested)
        {
            Log.ActuatorFault(log, fault, element.Value, "held");
            return null;
        }
    }

    public async Task<Testimony> Witness(LeasedAction action, CancellationToken stop)
    {
        try
        {
            return await Within(options.WitnessDeadline, s => actuators.Witness(action, s), stop).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            return new Testimony.Absent("the sensor did not answer in time");
        }
        catch (Exception fault) when (!stop.IsCancellationRequested)
        {
            Log.ActuatorFault(log, fault, action.Element.Value, action.Id.Value);
            return new Testimony.Absent($"the sensor failed: {fault.Message}");
        }
    }

    private async Task<ActuatorReport> Report(
        ElementId element, string subject, Func<CancellationToken, Task<ActuatorReport>> command, CancellationToken stop)
    {
        try
        {
            return await Within(options.StepDeadline, command, stop).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            return new ActuatorReport.Unknown($"{element} did not answer within {options.StepDeadline.TotalSeconds:0.###} s");
        }
        catch (Exception fault) when (!stop.IsCancellationRequested)
        {
            Log.ActuatorFault(log, fault, element.Value, subject);
            return new ActuatorReport.Unknown(fault.Message);
        }
    }

    /// <summary>The deadline holds even where the callee ignores its token.</summary>
    private async Task<T> Within<T>(TimeSpan deadline, Func<CancellationToken, Task<T>> call, CancellationToken stop)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var answer = call(ended.Token);
        try
        {
            return await answer.WaitAsync(deadline, time, stop).ConfigureAwait(false);
        }
        finally
        {
            if (!answer.IsCompleted)
            {
                await ended.CancelAsync().ConfigureAwait(false);
                _ = answer.ContinueWith(static late => _ = late.Exception, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            }
        }
    }

    private Task Pause(CancellationToken stop) =>
        options.RetryPause > TimeSpan.Zero ? Task.Delay(options.RetryPause, time, stop) : Task.CompletedTask;
}
