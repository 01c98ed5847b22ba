package scenario

import (
	"runtime"
	"sync"
	"sync/atomic"

	"github.com/amendsgo/amends/rules"
)

// Options of a run. The zero value runs everything.
type Options struct {
	// Match runs only scenarios whose name fits: * stands for any text, ? for one letter.
	Match string
	// Explain says of rules that were wanted why they did not win.
	Explain bool
	// Coverage collects what the scenarios show of the policy; it must be of this policy.
	Coverage *Coverage
	// Progress is told, from one goroutine at a time and now and then, how many are done.
	Progress func(done, total int)
}

// Run decides every scenario by the policy, several at a time, and compares.
// With a nil policy it loads the one that the file names. What can never come
// true by this policy, such as a rule that it does not have, is a
// *[rules.Error] before anything is run.
func (s *Suite) Run(policy *rules.Policy, o Options) (*Results, error) {
	if policy == nil {
		var err error
		if policy, err = s.LoadPolicy(); err != nil {
			return nil, err
		}
	}
	r, err := s.prepare(policy)
	if err != nil {
		return nil, err
	}
	r.explain = o.Explain
	if o.Coverage != nil {
		r.cover, r.keep = o.Coverage, o.Coverage.keep
	}
	results := &Results{File: s.File, Policy: policy.Identity()}
	chosen := s.chosen(o.Match)
	results.List = make([]Result, len(chosen))
	parallel(len(chosen), o.Progress, func(i int) { results.List[i] = r.run(chosen[i]) })
	return results, nil
}

func (s *Suite) chosen(match string) []*Scenario {
	fits := glob(match)
	var list []*Scenario
	for _, one := range s.Scenarios {
		if fits(one.Name) {
			list = append(list, one)
		}
	}
	return list
}

// run decides one scenario and compares what it wants.
func (r *runner) run(s *Scenario) Result {
	result := Result{Name: s.Name, At: s.At, Status: Passed}
	if s.Skip != "" {
		result.Status, result.Skip = Skipped, s.Skip
		return result
	}
	given := r.read(s)
	o := r.decideCase(s, given)
	result.Differences = compare(s, o)
	if len(result.Differences) > 0 {
		result.Status = Failed
		if o.rec != nil {
			result.Rules = o.rec.Rules
			if r.explain {
				result.Why = r.why(s, given.Case, o)
			}
		}
	}
	return result
}

// compare lists what did not come as wanted.
func compare(s *Scenario, o *outcome) []Difference {
	var list []Difference
	wantsError := false
	for _, w := range s.wants {
		isError := w.key == "error"
		wantsError = wantsError || isError
		if o.err != nil && !isError {
			continue // told once, below
		}
		if got, same := w.got(o); !same {
			list = append(list, Difference{Key: w.key, Want: w.want(), Got: got, At: w.cell.place(), cell: w.cell, instead: rewrite(w, o, got)})
		}
	}
	if o.err != nil && !wantsError {
		list = append(list, Difference{Key: "error", Want: "none", Got: o.err.Error(), At: s.At})
	}
	return list
}

// parallel calls each index once, on all processors.
func parallel(n int, progress func(done, total int), each func(i int)) {
	var next, done atomic.Int64
	var telling sync.Mutex
	told := 0 // so that counts only rise
	var wait sync.WaitGroup
	for range min(n, runtime.GOMAXPROCS(0)) {
		wait.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				each(i)
				if count := int(done.Add(1)); progress != nil && (count%256 == 0 || count == n) {
					telling.Lock()
					if count > told {
						told = count
						progress(count, n)
					}
					telling.Unlock()
				}
			}
		})
	}
	wait.Wait()
}
